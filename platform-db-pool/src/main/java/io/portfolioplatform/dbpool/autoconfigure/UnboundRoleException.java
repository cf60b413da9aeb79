package io.portfolioplatform.dbpool.autoconfigure;

/**
 * Thrown at startup when policies do not bind the role of an application that has claims,
 * or when it cannot be told which role that is.
 */
final class UnboundRoleException extends RuntimeException {

	private static final String CLAIMS = "There is a bean TransactionClaims, and ";

	private final String cure;

	private UnboundRoleException(String problem, String cure) {
		super(CLAIMS + problem);
		this.cure = cure;
	}

	static UnboundRoleException of(String role, String why) {
		return new UnboundRoleException(
				"the application signs in to the database as '" + role + "', which " + why
						+ ": row-level security does not bind it, so a mistake in one statement would show one user's "
						+ "rows to another.",
				"Sign in as a role that owns no table with policies and has neither superuser nor bypassrls (create role "
						+ "app login nobypassrls; grant it what it needs), and let the owner run the migrations: "
						+ "'platform.db-pool.migration.url' or 'spring.flyway.user'. Where all claims name a role that "
						+ "policies bind, set 'platform.db-pool.unbound-role' to warn.");
	}

	static UnboundRoleException ofSeveral() {
		return new UnboundRoleException(
				"none of several data sources is the primary one: whether row-level security binds the application's role "
						+ "was not checked.",
				"Mark the application's data source @Primary, or the others @Bean(defaultCandidate = false). To start "
						+ "without the check, set 'platform.db-pool.unbound-role' to warn.");
	}

	String cure() {
		return this.cure;
	}

}
