package io.portfolioplatform.app.user;

/**
 * The application signs in to the database as a role that sees every user's rows.
 */
class UnboundRoleException extends RuntimeException {

	UnboundRoleException(String role) {
		super("DATABASE_URL signs in as '" + role
				+ "', which owns the tables or bypasses row-level security: a mistake in one statement would show one "
				+ "user's data to another.");
	}

}
