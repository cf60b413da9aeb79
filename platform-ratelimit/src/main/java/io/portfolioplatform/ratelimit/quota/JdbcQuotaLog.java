package io.portfolioplatform.ratelimit.quota;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * A log in a table of the database, whose clock is the clock: one row for each quota,
 * changed by comparing and setting. It uses connections of its own, because a call that
 * was made is not taken back with the transaction it was made in. Each attempt is a short
 * transaction: a pool may refuse statements outside of one, and in a longer one the
 * database's time stands still.
 */
public final class JdbcQuotaLog implements QuotaLog {

	static final String TABLE = "create table if not exists platform_ratelimit_quota "
			+ "(name varchar(64) primary key, taken text not null)";

	private final DataSource dataSource;

	private final Set<String> prepared = ConcurrentHashMap.newKeySet();

	/**
	 * Create the log. Its table is created when it is first needed.
	 * @param dataSource the database
	 */
	public JdbcQuotaLog(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	@Override
	public Taking take(Quota quota, int calls) {
		try (Connection connection = this.dataSource.getConnection()) {
			if (!this.prepared.contains(quota.name())) {
				prepare(connection, quota);
				this.prepared.add(quota.name());
			}
			Taking taking = null;
			while (taking == null) {
				taking = attempt(connection, quota, calls);
			}
			return taking;
		}
		catch (SQLException ex) {
			this.prepared.remove(quota.name());
			throw new IllegalStateException("The quota's table cannot be used", ex);
		}
	}

	/**
	 * Return what was taken, or {@code null} if another process was faster.
	 */
	private static @Nullable Taking attempt(Connection connection, Quota quota, int calls) throws SQLException {
		try {
			return inTransaction(connection, () -> compareAndSet(connection, quota, calls));
		}
		catch (SQLException ex) {
			if (!isOvertaken(ex)) {
				throw ex;
			}
			return null;
		}
	}

	private static @Nullable Taking compareAndSet(Connection connection, Quota quota, int calls) throws SQLException {
		Row row = read(connection, quota);
		Taking taking = row.log().look(quota, row.now());
		if (calls == 0 || !taking.succeeded()) {
			return taking;
		}
		boolean replaced = replace(connection, quota, row.text(), text(row.log().with(quota, row.now())));
		return replaced ? new Taking(0, taking.available() - 1) : null;
	}

	private static <T> @Nullable T inTransaction(Connection connection, Work<T> work) throws SQLException {
		boolean autoCommit = connection.getAutoCommit();
		connection.setAutoCommit(false);
		try {
			T result = work.run();
			connection.commit();
			return result;
		}
		catch (SQLException | RuntimeException ex) {
			connection.rollback();
			throw ex;
		}
		finally {
			connection.setAutoCommit(autoCommit);
		}
	}

	private static Row read(Connection connection, Quota quota) throws SQLException {
		try (PreparedStatement select = connection
			.prepareStatement("select taken, current_timestamp from platform_ratelimit_quota where name = ?")) {
			select.setString(1, quota.name());
			try (ResultSet result = select.executeQuery()) {
				if (!result.next()) {
					throw new SQLException("The row of the quota '" + quota.name() + "' is gone");
				}
				Timestamp time = result.getTimestamp(2);
				long micros = Math.multiplyExact(time.toInstant().getEpochSecond(), 1_000_000L)
						+ time.getNanos() / 1000;
				return new Row(result.getString(1), micros);
			}
		}
	}

	private static boolean replace(Connection connection, Quota quota, String before, String after)
			throws SQLException {
		try (PreparedStatement update = connection
			.prepareStatement("update platform_ratelimit_quota set taken = ? where name = ? and taken = ?")) {
			update.setString(1, after);
			update.setString(2, quota.name());
			update.setString(3, before);
			return update.executeUpdate() == 1;
		}
	}

	private static void prepare(Connection connection, Quota quota) throws SQLException {
		try {
			unlessThere(connection, () -> insert(connection, quota));
		}
		catch (SQLException ex) {
			if (!isAboutTheTable(ex)) {
				throw ex;
			}
			unlessThere(connection, () -> create(connection));
			unlessThere(connection, () -> insert(connection, quota));
		}
	}

	private static void unlessThere(Connection connection, Work<Integer> work) throws SQLException {
		try {
			inTransaction(connection, work);
		}
		catch (SQLException ex) {
			if (!isAlreadyThere(ex)) {
				throw ex;
			}
		}
	}

	private static int create(Connection connection) throws SQLException {
		try (PreparedStatement create = connection.prepareStatement(TABLE)) {
			return create.executeUpdate();
		}
	}

	private static int insert(Connection connection, Quota quota) throws SQLException {
		try (PreparedStatement insert = connection
			.prepareStatement("insert into platform_ratelimit_quota (name, taken) select ?, '' "
					+ "where not exists (select 1 from platform_ratelimit_quota where name = ?)")) {
			insert.setString(1, quota.name());
			insert.setString(2, quota.name());
			return insert.executeUpdate();
		}
	}

	/**
	 * Whether another process was faster: an integrity violation, also of the catalog's.
	 */
	private static boolean isAlreadyThere(SQLException ex) {
		return ex.getSQLState() != null && ex.getSQLState().startsWith("23");
	}

	/**
	 * Whether isolation above read committed noticed that another process was faster.
	 */
	private static boolean isOvertaken(SQLException ex) {
		return ex.getSQLState() != null && ex.getSQLState().startsWith("40");
	}

	private static boolean isAboutTheTable(SQLException ex) {
		return ex.getSQLState() != null && ex.getSQLState().startsWith("42");
	}

	private static String text(SlidingLog log) {
		return Arrays.stream(log.times()).mapToObj(Long::toString).collect(Collectors.joining(","));
	}

	/**
	 * What is done in a transaction.
	 *
	 * @param <T> what comes of it
	 */
	private interface Work<T> {

		@Nullable T run() throws SQLException;

	}

	/**
	 * The row of a quota.
	 *
	 * @param text the times of the calls, separated by commas
	 * @param now the database's time in microseconds
	 */
	private record Row(String text, long now) {

		SlidingLog log() {
			return this.text.isEmpty() ? new SlidingLog()
					: new SlidingLog(Arrays.stream(this.text.split(",")).mapToLong(Long::parseLong).toArray());
		}

	}

}
