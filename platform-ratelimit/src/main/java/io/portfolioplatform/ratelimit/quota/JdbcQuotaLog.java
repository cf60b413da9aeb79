package io.portfolioplatform.ratelimit.quota;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

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

	private static final String INSERT = "insert into platform_ratelimit_quota (name, taken) select ?, '' "
			+ "where not exists (select 1 from platform_ratelimit_quota where name = ?)";

	private static final String SELECT = "select taken, current_timestamp from platform_ratelimit_quota where name = ?";

	private static final String UPDATE = "update platform_ratelimit_quota set taken = ? where name = ? and taken = ?";

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	private final Set<String> prepared = ConcurrentHashMap.newKeySet();

	/**
	 * Create the log. Its table is created when it is first needed.
	 * @param dataSource the database
	 */
	public JdbcQuotaLog(DataSource dataSource) {
		DataSource own = own(dataSource);
		this.jdbc = new JdbcTemplate(own);
		this.transaction = new TransactionTemplate(new QuietRollback(own));
		this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
	}

	/**
	 * Return the same under a key of its own: whatever transaction the caller has, of
	 * JDBC or of JPA, is bound to the other one, and its connection is left alone.
	 */
	private static DataSource own(DataSource dataSource) {
		DataSource target = (dataSource instanceof TransactionAwareDataSourceProxy proxy) ? proxy.getTargetDataSource()
				: dataSource;
		return new DelegatingDataSource(Objects.requireNonNullElse(target, dataSource));
	}

	@Override
	public Taking take(Quota quota, int calls) {
		try {
			if (!this.prepared.contains(quota.name())) {
				prepare(quota);
				this.prepared.add(quota.name());
			}
			return takePrepared(quota, calls);
		}
		catch (DataAccessException | TransactionException ex) {
			this.prepared.remove(quota.name());
			throw new IllegalStateException("The quota's table cannot be used", ex);
		}
	}

	private Taking takePrepared(Quota quota, int calls) {
		while (true) {
			try {
				return this.transaction.execute((status) -> compareAndSet(quota, calls));
			}
			catch (ConcurrencyFailureException ex) {
				// Another process was faster.
			}
		}
	}

	private Taking compareAndSet(Quota quota, int calls) {
		Row row = read(quota);
		Taking taking = row.log().look(quota, row.now());
		if (calls == 0 || !taking.succeeded()) {
			return taking;
		}
		String after = text(row.log().with(quota, row.now()));
		if (this.jdbc.update(UPDATE, after, quota.name(), row.text()) == 0) {
			throw new OptimisticLockingFailureException("The row of the quota '" + quota.name() + "' has changed");
		}
		return new Taking(0, taking.available() - 1);
	}

	private Row read(Quota quota) {
		return this.jdbc.query(SELECT, (result, number) -> Row.of(result), quota.name())
			.stream()
			.findFirst()
			.orElseThrow(
					() -> new EmptyResultDataAccessException("The row of the quota '" + quota.name() + "' is gone", 1));
	}

	private void prepare(Quota quota) {
		try {
			unlessThere(INSERT, quota.name(), quota.name());
		}
		catch (BadSqlGrammarException ex) {
			unlessThere(TABLE);
			unlessThere(INSERT, quota.name(), quota.name());
		}
	}

	private void unlessThere(String sql, Object... arguments) {
		try {
			this.transaction.executeWithoutResult((status) -> this.jdbc.update(sql, arguments));
		}
		catch (DataIntegrityViolationException ex) {
			boolean there = NestedExceptionUtils.getMostSpecificCause(ex) instanceof SQLException cause
					&& String.valueOf(cause.getSQLState()).startsWith("23");
			if (!there) {
				throw ex;
			}
			// Another process was faster, perhaps in the catalog.
		}
	}

	private static String text(SlidingLog log) {
		return Arrays.stream(log.times()).mapToObj(Long::toString).collect(Collectors.joining(","));
	}

	/**
	 * Leaves it at what has failed before, which says why nothing can be rolled back.
	 */
	private static final class QuietRollback extends JdbcTransactionManager {

		QuietRollback(DataSource dataSource) {
			super(dataSource);
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
			try {
				super.doRollback(status);
			}
			catch (DataAccessException | TransactionException ex) {
				this.logger.debug("The connection of the quota's table is lost", ex);
			}
		}

	}

	/**
	 * The row of a quota.
	 *
	 * @param text the times of the calls, separated by commas
	 * @param now the database's time in microseconds
	 */
	private record Row(String text, long now) {

		static Row of(ResultSet result) throws SQLException {
			Timestamp time = result.getTimestamp(2);
			long seconds = time.toInstant().getEpochSecond();
			return new Row(result.getString(1), Math.multiplyExact(seconds, 1_000_000L) + time.getNanos() / 1000);
		}

		SlidingLog log() {
			return this.text.isEmpty() ? new SlidingLog()
					: new SlidingLog(Arrays.stream(this.text.split(",")).mapToLong(Long::parseLong).toArray());
		}

	}

}
