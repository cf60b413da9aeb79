package io.portfolioplatform.dbpool.lease;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry, asked over a connection of its own: a renewal never waits for those that
 * use the pool. Each question is one round trip, so that a process that is suspended
 * meanwhile blocks nobody. Used by one thread.
 */
final class PostgresRegistry implements Registry {

	private static final Logger LOGGER = LoggerFactory.getLogger(PostgresRegistry.class);

	/**
	 * In one round trip and transaction, which alone has the isolation, also behind a
	 * transaction pooler. Under a stricter level, which may be the role's default, the
	 * functions would not see the leases that were granted while they waited.
	 */
	private static final String RENEW = """
			set transaction_isolation = 'read committed';
			select size, used, allowed, pods, gone, gone_bound, kept from platform_db_pool.renew(?, ?, ?, ?, ?, ?, ?, ?, ?,
				? * interval '1 millisecond', ? * interval '1 millisecond')""";

	/**
	 * Asked without an error, which the server would log each time.
	 */
	private static final String USABLE = """
			select has_schema_privilege(oid, 'usage') from pg_namespace where nspname = 'platform_db_pool'""";

	private static final String RELEASE = """
			set transaction_isolation = 'read committed';
			select platform_db_pool.release(?, ?, ?)""";

	private final LeaseTerms terms;

	private final String pod;

	private final ConnectionSource source;

	private @Nullable Connection connection;

	private @Nullable RegistryUnavailableException unavailable;

	private boolean upToDate;

	/**
	 * Create a registry.
	 * @param terms what the fleet agrees on
	 * @param pod name of the process, different from that of any other
	 * @param source opens the connection
	 */
	PostgresRegistry(LeaseTerms terms, String pod, ConnectionSource source) {
		this.terms = terms;
		this.pod = pod;
		this.source = source;
	}

	@Override
	public @Nullable Grant renew(Report report) throws SQLException {
		Connection current = connect();
		try {
			requireExists(current);
			replaceOlder(current);
			return ask(current, report);
		}
		catch (SQLException ex) {
			if (!RegistryScript.isMissing(ex)) {
				throw failed(current, ex);
			}
			create(current);
			return ask(current, report);
		}
	}

	private void requireExists(Connection current) throws SQLException {
		RegistryUnavailableException before = this.unavailable;
		if (before != null) {
			Boolean usable = usable(current);
			if (!Boolean.TRUE.equals(usable) && before.isUsed() == (usable != null)) {
				throw before;
			}
			this.unavailable = null;
		}
	}

	/**
	 * Return whether this process may use the registry, {@code null} if there is none.
	 */
	private static @Nullable Boolean usable(Connection current) throws SQLException {
		try (Statement statement = current.createStatement(); ResultSet result = statement.executeQuery(USABLE)) {
			return result.next() ? result.getBoolean(1) : null;
		}
	}

	/**
	 * Once. The functions keep their names, so that processes of either version use them.
	 */
	private void replaceOlder(Connection current) throws SQLException {
		if (!this.upToDate && RegistryScript.isOlder(current)) {
			try {
				RegistryScript.run(current);
			}
			catch (SQLException ex) {
				if (!RegistryScript.isForbidden(ex)) {
					throw ex;
				}
				LOGGER.warn("The registry of connection leases is of an older version, and this process may not "
						+ "replace its functions: the owner of the database runs registry.sql again, as the README of "
						+ "platform-db-pool says ({})", ex.getMessage());
			}
		}
		this.upToDate = true;
	}

	private @Nullable Grant ask(Connection current, Report report) throws SQLException {
		try (PreparedStatement statement = current.prepareStatement(RENEW)) {
			statement.setString(1, this.terms.resource());
			statement.setString(2, this.pod);
			statement.setLong(3, report.sequence());
			statement.setInt(4, report.bound());
			statement.setInt(5, report.open());
			statement.setInt(6, this.terms.capacity());
			statement.setInt(7, this.terms.budget().slots());
			statement.setInt(8, this.terms.budget().floor());
			statement.setInt(9, this.terms.ceiling());
			statement.setLong(10, this.terms.ttl().toMillis());
			statement.setLong(11, this.terms.quarantine().toMillis());
			statement.execute();
			statement.getMoreResults();
			try (ResultSet result = statement.getResultSet()) {
				return result.next() ? new Grant(result.getInt(1), result.getInt(2), result.getInt(3), result.getInt(4),
						result.getInt(5), result.getInt(6), result.getInt(7)) : null;
			}
		}
	}

	private void create(Connection current) throws SQLException {
		try {
			RegistryScript.run(current);
		}
		catch (SQLException ex) {
			throw failed(current, ex);
		}
	}

	/**
	 * After any failure the state of the connection is unknown, unless the server said
	 * what it was.
	 */
	private SQLException failed(Connection current, SQLException failure) {
		if (failure instanceof RegistryUnavailableException) {
			return failure;
		}
		if (RegistryScript.isForbidden(failure)) {
			try {
				this.unavailable = new RegistryUnavailableException(failure, usable(current) != null);
				return this.unavailable;
			}
			catch (SQLException ex) {
				close();
				return ex;
			}
		}
		if (!String.valueOf(failure.getSQLState()).startsWith("55")) {
			close();
		}
		return failure;
	}

	@Override
	public void release(long sequence) throws SQLException {
		Connection current = connect();
		try (PreparedStatement statement = current.prepareStatement(RELEASE)) {
			statement.setString(1, this.terms.resource());
			statement.setString(2, this.pod);
			statement.setLong(3, sequence);
			statement.execute();
		}
		catch (SQLException ex) {
			throw failed(current, ex);
		}
	}

	private Connection connect() throws SQLException {
		Connection current = this.connection;
		if (current == null) {
			long millis = TimeUnit.NANOSECONDS.toMillis(this.terms.attemptNanos());
			current = this.source.open(millis);
			this.connection = current;
			current.setNetworkTimeout(Runnable::run, (int) millis);
		}
		return current;
	}

	@Override
	public void close() {
		Connection current = this.connection;
		this.connection = null;
		if (current != null) {
			try {
				current.close();
			}
			catch (SQLException ex) {
				// It counts until it is surely gone, whether this worked or not.
			}
		}
	}

}
