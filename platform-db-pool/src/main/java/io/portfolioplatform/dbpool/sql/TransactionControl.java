package io.portfolioplatform.dbpool.sql;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Refuses SQL that ends or begins a transaction: what comes after it in the same string
 * would run without the claims.
 */
final class TransactionControl {

	private static final Set<String> WORDS = Set.of("begin", "start", "commit", "end", "rollback", "abort");

	private TransactionControl() {
	}

	/**
	 * Return why a text is refused, or {@code null} if it is not.
	 */
	static @Nullable String check(List<List<String>> statements) {
		for (List<String> words : statements) {
			boolean toSavepoint = words.get(0).equals("rollback") && words.contains("to");
			if (WORDS.contains(words.get(0)) && !toSavepoint) {
				return "'" + words.get(0)
						+ "' as SQL would end the transaction that carries the claims. Use @Transactional, or commit() "
						+ "and rollback() of the connection.";
			}
		}
		return null;
	}

}
