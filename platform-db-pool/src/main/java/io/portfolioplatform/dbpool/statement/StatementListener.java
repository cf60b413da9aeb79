package io.portfolioplatform.dbpool.statement;

/**
 * Is told of statements on the threads that execute them.
 */
public interface StatementListener {

	/**
	 * A statement was executed.
	 * @param name its name, of a bounded number
	 * @param nanos how long it took, in nanoseconds
	 * @param failed whether it failed
	 */
	void executed(String name, long nanos, boolean failed);

	/**
	 * A transaction that repeated a statement too often ended.
	 * @param name the name of the statement, of a bounded number
	 */
	void repeated(String name);

}
