package io.portfolioplatform.dbpool.autoconfigure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Set;

import javax.sql.DataSource;

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
		UnboundRoleException problem = (found != null) ? look(found) : several();
		if (problem != null && this.reaction == UnboundRole.REFUSE) {
			throw problem;
		}
		if (problem != null) {
			LOGGER.warn("{} {}", problem.getMessage(), problem.cure());
		}
	}

	private @Nullable UnboundRoleException several() {
		return this.dataSource.stream().findAny().isPresent() ? UnboundRoleException.ofSeveral() : null;
	}

	private static @Nullable UnboundRoleException look(DataSource dataSource) {
		try (Connection connection = dataSource.getConnection()) {
			// Not outside a transaction, where claims would be refused.
			connection.setAutoCommit(false);
			try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(WHY)) {
				String why = result.next() ? result.getString(2) : null;
				return (why != null) ? UnboundRoleException.of(result.getString(1), why) : null;
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
