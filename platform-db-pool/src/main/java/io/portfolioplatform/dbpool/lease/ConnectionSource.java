package io.portfolioplatform.dbpool.lease;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Opens the connection that leases are renewed with.
 */
@FunctionalInterface
public interface ConnectionSource {

	/**
	 * Open the connection.
	 * @param timeoutMillis how long that may take
	 * @return a new connection
	 * @throws SQLException if there is none
	 */
	Connection open(long timeoutMillis) throws SQLException;

}
