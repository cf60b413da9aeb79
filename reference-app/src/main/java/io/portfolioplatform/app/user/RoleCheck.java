package io.portfolioplatform.app.user;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Refuses to start with a role that row-level security does not bind: superusers, roles
 * with {@code bypassrls}, and owners of the tables. A database that does not answer yet
 * is not waited for.
 */
@Component
class RoleCheck {

	private static final Logger log = LoggerFactory.getLogger(RoleCheck.class);

	private final JdbcClient jdbc;

	RoleCheck(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@EventListener(ApplicationStartedEvent.class)
	void check() {
		try {
			Role role = this.jdbc.sql("""
					select rolname as name, rolsuper or rolbypassrls or exists (
						select from pg_class where relname = 'activity' and relowner = pg_roles.oid) as unbound
					from pg_roles where rolname = current_user
					""").query(Role.class).single();
			if (role.unbound()) {
				throw new UnboundRoleException(role.name());
			}
		}
		catch (DataAccessException | CannotCreateTransactionException ex) {
			log.warn("The database does not answer, so its role is not checked: {}", ex.getMessage());
		}
	}

	/**
	 * Role the application signs in as.
	 *
	 * @param name its name
	 * @param unbound whether policies do not bind it
	 */
	record Role(String name, boolean unbound) {
	}

}
