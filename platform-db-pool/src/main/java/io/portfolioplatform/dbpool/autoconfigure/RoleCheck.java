package io.portfolioplatform.dbpool.autoconfigure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Set;

import javax.sql.DataSource;

import io.portfolioplatform.dbpool.InvalidDbPoolException;
import io.portfolioplatform.dbpool.autoconfigure.PlatformDbPoolProperties.UnboundRole;
import io.portfolioplatform.dbpool.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * Stops a start with claims and a role that row-level security does not bind: a
 * superuser, a role with {@code bypassrls}, or an owner of tables with policies. So does
 * an answer that only another URL changes; a database that does not answer yet is not
 * waited for.
 *
 * @see <a href= "https://www.postgresql.org/docs/current/ddl-rowsecurity.html">Row
 * Security Policies</a>
 */
final class RoleCheck implements ApplicationListener<ApplicationStartedEvent> {

	private static final Logger LOGGER = LoggerFactory.getLogger(RoleCheck.class);

	/**
	 * Of the role that signed in, which claims may have changed for the transaction.
	 */
	private static final String WHY = """
			select rolname, case
				when rolsuper then 'is a superuser'
				when rolbypassrls then 'has bypassrls'
				else 'owns the table ' || (select min(oid::regclass::text) from pg_class
					where relrowsecurity and not relforcerowsecurity and pg_has_role(rolname, relowner, 'usage'))
			end from pg_roles where rolname = session_user
			""";

	private static final String CLAIMS = "There is a bean TransactionClaims, and ";

	private static final Set<Refusal> WRONG = EnumSet.of(Refusal.PASSWORD, Refusal.NOT_ALLOWED, Refusal.DATABASE);

	private final ObjectProvider<DataSource> dataSource;

	private final UnboundRole reaction;

	RoleCheck(ObjectProvider<DataSource> dataSource, UnboundRole reaction) {
		this.dataSource = dataSource;
		this.reaction = reaction;
	}

	@Override
	public void onApplicationEvent(ApplicationStartedEvent event) {
		DataSource found = this.dataSource.getIfUnique();
		InvalidDbPoolException problem = (found != null) ? look(found) : several();
		if (problem != null && this.reaction == UnboundRole.REFUSE) {
			throw problem;
		}
		if (problem != null) {
			LOGGER.warn("{}. {}", problem.getMessage(), problem.getCure());
		}
	}

	private @Nullable InvalidDbPoolException several() {
		return this.dataSource.stream().findAny().isPresent() ? new InvalidDbPoolException(
				CLAIMS + "none of several data sources is the primary one: whether row-level security binds the "
						+ "application's role was not checked",
				"Mark the application's data source @Primary, or the others @Bean(defaultCandidate = false). To start "
						+ "without the check, set 'platform.db-pool.unbound-role' to warn.")
				: null;
	}

	private static InvalidDbPoolException unbound(String role, String why) {
		return new InvalidDbPoolException(
				CLAIMS + "the application signs in to the database as '" + role + "', which " + why
						+ ": row-level security does not bind it, so a mistake in one statement would show one user's "
						+ "rows to another",
				"Sign in as a role that owns no table with policies and has neither superuser nor bypassrls (create role "
						+ "app login nobypassrls; grant it what it needs), and let the owner run the migrations: "
						+ "'platform.db-pool.migration.url' or 'spring.flyway.user'. Where all claims name a role that "
						+ "policies bind, set 'platform.db-pool.unbound-role' to warn.");
	}

	private static @Nullable InvalidDbPoolException look(DataSource dataSource) {
		try (Connection connection = dataSource.getConnection()) {
			// Not outside a transaction, where claims would be refused.
			connection.setAutoCommit(false);
			try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(WHY)) {
				String why = result.next() ? result.getString(2) : null;
				return (why != null) ? unbound(result.getString(1), why) : null;
			}
			finally {
				connection.rollback();
			}
		}
		catch (SQLException ex) {
			Refusal refusal = Refusal.of(ex);
			if (refusal != null && WRONG.contains(refusal)) {
				throw new CannotGetJdbcConnectionException("The application cannot sign in", ex);
			}
			LOGGER.warn("The database does not answer, so its role is not checked: {}", ex.getMessage());
			return null;
		}
	}

}
