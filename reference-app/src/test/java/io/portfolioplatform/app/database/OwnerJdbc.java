package io.portfolioplatform.app.database;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The database as its owner sees it: every user's rows. A type of its own, so that the
 * application never gets it.
 *
 * @param jdbc the client
 */
public record OwnerJdbc(JdbcClient jdbc) {

	/**
	 * Prepares a statement of the owner.
	 * @param sql the statement
	 * @return the statement
	 */
	public JdbcClient.StatementSpec sql(String sql) {
		return this.jdbc.sql(sql);
	}

}
