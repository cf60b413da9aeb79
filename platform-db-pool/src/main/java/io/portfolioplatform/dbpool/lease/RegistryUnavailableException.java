package io.portfolioplatform.dbpool.lease;

import java.sql.SQLException;

/**
 * There is no registry, and this process may not create one.
 */
final class RegistryUnavailableException extends SQLException {

	private static final long serialVersionUID = 1L;

	RegistryUnavailableException(SQLException cause) {
		super(cause.getMessage(), cause.getSQLState(), cause);
	}

}
