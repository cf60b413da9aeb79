package io.portfolioplatform.dbpool;

/**
 * What stands between the application and PostgreSQL, which decides what a connection may
 * be used for.
 */
public enum PoolMode {

	/**
	 * PostgreSQL itself.
	 */
	DIRECT,

	/**
	 * A pooler that keeps one server connection for each client connection.
	 */
	SESSION,

	/**
	 * A pooler that gives each transaction any server connection, so that nothing may
	 * stay in a session.
	 */
	TRANSACTION

}
