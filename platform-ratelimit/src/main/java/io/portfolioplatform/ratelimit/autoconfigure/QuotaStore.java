package io.portfolioplatform.ratelimit.autoconfigure;

/**
 * Where a quota's calls are remembered.
 */
enum QuotaStore {

	/**
	 * In Redis if there is one, else in the database if there is one, else in memory.
	 */
	AUTO,

	/**
	 * In Redis.
	 */
	REDIS,

	/**
	 * In a table of the database.
	 */
	JDBC,

	/**
	 * In this process, which a restart forgets.
	 */
	MEMORY

}
