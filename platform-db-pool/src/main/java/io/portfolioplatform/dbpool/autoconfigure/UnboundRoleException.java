package io.portfolioplatform.dbpool.autoconfigure;

/**
 * Thrown at startup when policies do not bind the role of an application that has claims.
 */
final class UnboundRoleException extends RuntimeException {

	UnboundRoleException(String role, String why) {
		super("There is a bean TransactionClaims, and the application signs in to the database as '" + role
				+ "', which " + why
				+ ": row-level security does not bind it, so a mistake in one statement would show one user's "
				+ "rows to another.");
	}

	String cure() {
		return "Sign in as a role that owns no table with policies and has neither superuser nor bypassrls (create role "
				+ "app login nobypassrls; grant it what it needs), and let the owner run the migrations: "
				+ "'platform.db-pool.migration.url' or 'spring.flyway.user'. Where all claims name a role that policies "
				+ "bind, set 'platform.db-pool.unbound-role' to warn.";
	}

}
