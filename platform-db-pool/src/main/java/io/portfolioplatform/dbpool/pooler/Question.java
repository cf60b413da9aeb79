package io.portfolioplatform.dbpool.pooler;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.portfolioplatform.dbpool.PoolMode;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.postgresql.core.BaseConnection;

/**
 * Finds out with one new connection what it leads to. A pooler answers the login itself,
 * with a process id that is not the one of the server behind it. PgBouncer since 1.21
 * renames statements that it keeps for its clients; another transaction pooler hands the
 * name on, to a session that the next transaction may not see.
 *
 * @see <a href="https://www.pgbouncer.org/config.html#max_prepared_statements">
 * max_prepared_statements</a>
 */
final class Question {

	private static final String MARK = "platform-db-pool asks";

	private static final String PROBE = "select pg_backend_pid(), '" + MARK + "'";

	private static final String NAME = "select name from pg_prepared_statements where statement like '%" + MARK + "%'";

	private static final String RENAMED = "PGBOUNCER_";

	private static final String ALREADY_EXISTS = "42P05";

	private final BaseConnection connection;

	Question(BaseConnection connection) {
		this.connection = connection;
	}

	/**
	 * Ask in one transaction, so that all of it reaches the same server session, and name
	 * nothing but the probe: with any other threshold the driver names {@code ROLLBACK}.
	 */
	Pooling ask(Pooling supposed) throws SQLException {
		int threshold = this.connection.getPrepareThreshold();
		this.connection.setPrepareThreshold(0);
		this.connection.setAutoCommit(false);
		try {
			return answer();
		}
		catch (SQLException ex) {
			// The name is left from someone else, which happens behind a pooler only.
			return ALREADY_EXISTS.equals(ex.getSQLState()) ? notKept()
					: new Pooling(supposed.mode(), supposed.prepared(), supposed.reason() + " (asking failed)");
		}
		finally {
			this.connection.rollback();
			this.connection.setAutoCommit(true);
			this.connection.setPrepareThreshold(threshold);
		}
	}

	private Pooling answer() throws SQLException {
		int server = prepare();
		String name = name();
		boolean renamed = name != null && name.startsWith(RENAMED);
		if (name != null && !renamed) {
			forget(name);
		}
		if (server == this.connection.getBackendPID()) {
			return new Pooling(PoolMode.DIRECT, true, "PostgreSQL itself answered the login");
		}
		return renamed ? new Pooling(PoolMode.TRANSACTION, true, "PgBouncer answered, and keeps prepared statements")
				: notKept();
	}

	private static Pooling notKept() {
		return new Pooling(PoolMode.TRANSACTION, false,
				"a pooler answered, which keeps no prepared statements ('platform.db-pool.mode' says if it keeps sessions)");
	}

	private int prepare() throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement(PROBE)) {
			statement.unwrap(PGStatement.class).setPrepareThreshold(1);
			try (ResultSet result = statement.executeQuery()) {
				result.next();
				return result.getInt(1);
			}
		}
	}

	private @Nullable String name() throws SQLException {
		try (Statement statement = this.connection.createStatement(); ResultSet result = statement.executeQuery(NAME)) {
			return result.next() ? result.getString(1) : null;
		}
	}

	private void forget(String name) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("deallocate \"" + name + "\"");
		}
	}

}
