package io.portfolioplatform.dbpool.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The isolation levels as SQL names them.
 */
final class Isolation {

	private Isolation() {
	}

	static String name(int level) throws SQLException {
		return switch (level) {
			case Connection.TRANSACTION_READ_UNCOMMITTED -> "read uncommitted";
			case Connection.TRANSACTION_READ_COMMITTED -> "read committed";
			case Connection.TRANSACTION_REPEATABLE_READ -> "repeatable read";
			case Connection.TRANSACTION_SERIALIZABLE -> "serializable";
			default -> throw new SQLException("There is no isolation level " + level, "22023");
		};
	}

}
