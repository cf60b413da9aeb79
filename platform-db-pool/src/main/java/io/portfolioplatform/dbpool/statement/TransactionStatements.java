package io.portfolioplatform.dbpool.statement;

import java.util.HashMap;
import java.util.Map;

import io.portfolioplatform.dbpool.RepeatedStatements.RepeatedStatement;
import io.portfolioplatform.dbpool.sql.Sql;

/**
 * Counts how often the transactions of one connection execute the same text. Used by one
 * thread at a time, as a connection is.
 */
public final class TransactionStatements {

	/**
	 * A transaction with values in its texts may have any number of them.
	 */
	private static final int MOST_TEXTS = 1_000;

	/**
	 * Texts are kept until their transaction ends.
	 */
	private static final int MOST_CHARACTERS = 5_000_000;

	private final Statements statements;

	private final int threshold;

	private final Map<Sql, Integer> counts = new HashMap<>();

	private final Map<Sql, String> callSites = new HashMap<>();

	private long characters;

	TransactionStatements(Statements statements, int threshold) {
		this.statements = statements;
		this.threshold = threshold;
	}

	/**
	 * Count a statement of the running transaction, if it is one of its first
	 * {@value #MOST_TEXTS} texts and {@value #MOST_CHARACTERS} characters.
	 * @param sql what is executed
	 */
	public void count(Sql sql) {
		if (this.threshold == 0 || (!hasRoom() && !this.counts.containsKey(sql))) {
			return;
		}
		int times = this.counts.merge(sql, 1, Integer::sum);
		if (times == 1) {
			this.characters += sql.length();
		}
		else if (times == this.threshold + 1) {
			this.callSites.put(sql, CallSite.current());
		}
	}

	private boolean hasRoom() {
		return this.counts.size() < MOST_TEXTS && this.characters < MOST_CHARACTERS;
	}

	/**
	 * Tell what the transaction that ends repeated too often.
	 */
	public void end() {
		this.callSites.forEach((sql, callSite) -> this.statements
			.repeated(new RepeatedStatement(sql.name(), this.counts.getOrDefault(sql, 0), callSite)));
		this.callSites.clear();
		this.counts.clear();
		this.characters = 0;
	}

}
