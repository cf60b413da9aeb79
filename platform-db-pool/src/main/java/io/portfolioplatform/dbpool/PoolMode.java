package io.portfolioplatform.dbpool;

import java.util.Map;

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
	 * A pooler that gives each transaction any server connection. Named statements of one
	 * connection do not exist on the next, so the driver does not make any.
	 */
	TRANSACTION;

	/**
	 * Return the properties of the PostgreSQL driver that this mode needs.
	 * @return property names and values
	 */
	public Map<String, String> driverProperties() {
		return switch (this) {
			case DIRECT, SESSION -> Map.of("tcpKeepAlive", "true");
			case TRANSACTION -> Map.of("tcpKeepAlive", "true", "prepareThreshold", "0");
		};
	}

}
