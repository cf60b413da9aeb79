package io.portfolioplatform.dbpool.jdbc;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Set;

/**
 * Refuses SQL that ends or begins a transaction: what comes after it in the same string
 * would run without the claims.
 */
final class TransactionControl {

	private static final Set<String> WORDS = Set.of("begin", "start", "commit", "end", "rollback", "abort");

	private TransactionControl() {
	}

	static void check(String sql) throws SQLException {
		for (List<String> words : SqlWords.of(sql)) {
			boolean toSavepoint = words.get(0).equals("rollback") && words.contains("to");
			if (WORDS.contains(words.get(0)) && !toSavepoint) {
				throw new SQLFeatureNotSupportedException("'" + words.get(0)
						+ "' as SQL would end the transaction that carries the claims. Use @Transactional, or commit() "
						+ "and rollback() of the connection.", SessionRules.SQL_STATE);
			}
		}
	}

}
