package io.portfolioplatform.dbpool.lease;

import java.sql.SQLException;

/**
 * There is no registry that this process may use, or none that it may create.
 */
final class RegistryUnavailableException extends SQLException {

	private static final long serialVersionUID = 1L;

	private final boolean used;

	/**
	 * Create the exception.
	 * @param cause what the server answered
	 * @param used whether there is a registry, which others may use
	 */
	RegistryUnavailableException(SQLException cause, boolean used) {
		super(cause.getMessage(), cause.getSQLState(), cause);
		this.used = used;
	}

	boolean isUsed() {
		return this.used;
	}

}
