package io.portfolioplatform.test.spring;

import io.portfolioplatform.test.PostgresDatabase;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * What Spring Boot asks of a database, answered for an embedded one.
 *
 * @param database the embedded database
 */
record EmbeddedPostgresConnectionDetails(PostgresDatabase database) implements JdbcConnectionDetails {

	@Override
	public String getUsername() {
		return this.database.username();
	}

	@Override
	public String getPassword() {
		return this.database.password();
	}

	@Override
	public String getJdbcUrl() {
		return this.database.jdbcUrl();
	}

}
