package io.portfolioplatform.dbpool;

import java.util.List;

/**
 * The statements that one transaction repeated too often, which most often is a query for
 * each row of another one ("N+1"). A test asserts that there are none.
 */
public interface RepeatedStatements {

	/**
	 * Return what was repeated since the start or the last {@link #clear()}.
	 * @return the latest, 100 at most
	 */
	List<RepeatedStatement> list();

	/**
	 * Forget what was repeated so far.
	 */
	void clear();

	/**
	 * A statement that one transaction executed more often than
	 * {@code platform.db-pool.repeats.threshold}.
	 *
	 * @param name the name of the statement, see {@code platform.dbpool.statements}
	 * @param times how often it was executed
	 * @param callSite the line of the application that executed it, when the threshold
	 * was passed
	 */
	record RepeatedStatement(String name, int times, String callSite) {

	}

}
