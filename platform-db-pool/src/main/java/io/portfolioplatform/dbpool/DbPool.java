package io.portfolioplatform.dbpool;

/**
 * What this process may take of the fleet's database connections, and why.
 */
public interface DbPool {

	/**
	 * Return what stands between this process and PostgreSQL.
	 * @return the mode
	 */
	PoolMode mode();

	/**
	 * Return the most connections the whole fleet may open.
	 * @return the limit of the server or pooler
	 */
	int limit();

	/**
	 * Return the most connections this process opens.
	 * @return this process's share of the limit
	 */
	int share();

	/**
	 * Say how the share follows from the settings.
	 * @return one sentence with the arithmetic
	 */
	String explain();

}
