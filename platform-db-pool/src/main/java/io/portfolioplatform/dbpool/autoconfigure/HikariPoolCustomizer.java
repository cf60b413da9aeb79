package io.portfolioplatform.dbpool.autoconfigure;

import java.sql.Connection;
import java.time.Duration;
import java.util.function.ToLongFunction;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.UtilityElf;
import io.portfolioplatform.dbpool.DbPool;
import io.portfolioplatform.dbpool.InvalidDbPoolException;
import io.portfolioplatform.dbpool.PoolMode;
import io.portfolioplatform.dbpool.jdbc.GuardedDataSource;
import io.portfolioplatform.dbpool.jdbc.Sockets;
import io.portfolioplatform.dbpool.jdbc.TransactionPrologue;
import io.portfolioplatform.dbpool.lease.LeasedDbPool;
import io.portfolioplatform.dbpool.pooler.Pooling;
import io.portfolioplatform.dbpool.pooler.PoolingDetector;
import io.portfolioplatform.dbpool.refusal.Refusals;
import io.portfolioplatform.dbpool.statement.Statements;
import io.portfolioplatform.dbpool.url.Redaction;
import io.portfolioplatform.dbpool.url.SessionParameters;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Sizes a Hikari pool from the budget and sets what its mode needs, before it opens its
 * first connection. What a user sets stays, except a size beyond the share, which fails
 * the start.
 *
 * @param pools tells which pools the budget is for
 * @param pool what this process may have
 * @param properties the settings
 * @param detector knows what stands between this process and PostgreSQL
 * @param prologue what transactions start with
 * @param statements who is told of what is executed
 * @param refusals who is told when a connection is refused
 * @param credentials who knows user and password, if anyone
 * @param lease leases the connections of a pool, if anyone does
 * @param environment what Spring Boot's pool was set
 */
record HikariPoolCustomizer(BudgetedPools pools, DbPool pool, PlatformDbPoolProperties properties,
		PoolingDetector detector, TransactionPrologue prologue, Statements statements, Refusals refusals,
		ObjectProvider<HikariCredentialsProvider> credentials, @Nullable LeaseInstaller lease,
		Environment environment) {

	private static final String HIKARI = "spring.datasource.hikari.";

	static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);

	/**
	 * Below the hour that PgBouncer keeps a server connection, and often enough to follow
	 * a pooler that moves.
	 */
	static final Duration MAX_LIFETIME = Duration.ofMinutes(15);

	static final Duration LEAK_DETECTION = Duration.ofSeconds(60);

	private static final HikariConfig DEFAULTS = new HikariConfig();

	/**
	 * Set up a pool that has not started.
	 * @return how many connections it may ever have
	 */
	int customize(HikariDataSource dataSource, String name) {
		int ownSize = size(dataSource, name);
		if (!isSet("connection-timeout", dataSource, HikariConfig::getConnectionTimeout)) {
			dataSource.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
		}
		if (!isSet("initialization-fail-timeout", dataSource, HikariConfig::getInitializationFailTimeout)) {
			// Threads that find the database away wait together, not each for a start of
			// the pool.
			dataSource.setInitializationFailTimeout(-1);
		}
		if (!isSet("leak-detection-threshold", dataSource, HikariConfig::getLeakDetectionThreshold)) {
			dataSource.setLeakDetectionThreshold(LEAK_DETECTION.toMillis());
		}
		if (!isSet("max-lifetime", dataSource, HikariConfig::getMaxLifetime)) {
			dataSource.setMaxLifetime(MAX_LIFETIME.toMillis());
		}
		if (dataSource.getCredentialsProvider() == null && !this.pools.hasOwnCredentials(dataSource)) {
			this.credentials.ifAvailable(dataSource::setCredentialsProvider);
		}
		return guard(dataSource, name, ownSize);
	}

	/**
	 * The session keeps no level but its role's: transactions say theirs, and a statement
	 * outside of one cannot.
	 */
	private static void checkIsolation(HikariDataSource dataSource, String name) {
		String isolation = dataSource.getTransactionIsolation();
		if (isolation != null
				&& UtilityElf.getTransactionIsolation(isolation) != Connection.TRANSACTION_READ_COMMITTED) {
			throw new InvalidDbPoolException(
					"'transaction-isolation' is " + isolation + " for the pool '" + name
							+ "', which statements outside a transaction would not have",
					"Remove it and set it for the role: alter role ... set default_transaction_isolation = 'repeatable "
							+ "read'. Or say it where it is needed: @Transactional(isolation = ...).");
		}
	}

	private void checkSessions(int connections) {
		Pooling pooling = this.detector.pooling();
		int sessions = this.properties.sessionPoolSize();
		if (pooling.mode() == PoolMode.SESSION && connections > sessions) {
			throw new InvalidDbPoolException(
					"This process would hold up to %d sessions, and the session pooler serves %d ('%s.session-pool-size') to the whole fleet. %s"
						.formatted(connections, sessions, PlatformDbPoolProperties.PREFIX,
								StringUtils.trimTrailingCharacter(pooling.explain(), '.')),
					"Use the transaction pooler (Supabase: port 6543). Or lower 'platform.db-pool.budget.limit' to %d, and "
						.formatted(sessions)
							+ "'platform.db-pool.budget.reserved' below it; or raise the pooler's pool size, and that property with it.");
		}
	}

	/**
	 * A leased pool gets its size with the lease; here is what it may ever have.
	 * @return the size that its owner gave it, or 0
	 */
	private int size(HikariDataSource dataSource, String name) {
		if (!isSet("maximum-pool-size", dataSource, HikariConfig::getMaximumPoolSize)) {
			dataSource.setMaximumPoolSize(
					(this.pool instanceof LeasedDbPool leased) ? leased.terms().budget().share() : this.pool.share());
			return 0;
		}
		int size = dataSource.getMaximumPoolSize();
		int most = (this.pool instanceof LeasedDbPool leased) ? leased.terms().most() - 1 : this.pool.share();
		if (size > most) {
			throw new InvalidDbPoolException(
					"'maximum-pool-size' is " + size + " for the pool '" + name + "', more than the " + most
							+ " that this process may ever open. "
							+ StringUtils.trimTrailingCharacter(this.pool.explain(), '.'),
					"Remove it (Spring Boot's pool has it from '" + HIKARI + "maximum-pool-size'), or "
							+ ((this.pool instanceof LeasedDbPool)
									? "raise 'platform.db-pool.budget.ceiling' or '.limit'."
									: "lower 'platform.db-pool.budget.slots' to the most processes you run."));
		}
		return size;
	}

	/**
	 * Other drivers, such as one that wraps PostgreSQL's, are left alone but for what the
	 * URL lets suppose.
	 */
	private int guard(HikariDataSource dataSource, String name, int ownSize) {
		String url = dataSource.getJdbcUrl();
		if (dataSource.getDataSource() != null || url == null || !url.startsWith("jdbc:postgresql:")) {
			refuseWhatWouldBeLeftOut(dataSource, name);
			checkSessions(dataSource.getMaximumPoolSize());
			this.detector.pooling().driverProperties().forEach(dataSource.getDataSourceProperties()::putIfAbsent);
			return dataSource.getMaximumPoolSize();
		}
		SessionParameters.check(url, this.detector.pooling().mode());
		checkIsolation(dataSource, name);
		// It would run outside a transaction, where claims refuse it.
		dataSource.setConnectionTestQuery(null);
		int most = (this.lease != null) ? this.lease.most(url, ownSize) : dataSource.getMaximumPoolSize();
		checkSessions((this.lease != null) ? most + 1 : most);
		Sockets sockets = (this.lease != null) ? this.lease.sockets() : new Sockets(most);
		dataSource.setDataSource(new GuardedDataSource(url, dataSource.getDataSourceProperties(), this.detector,
				this.prologue, this.statements, sockets, this.refusals));
		return most;
	}

	private void refuseWhatWouldBeLeftOut(HikariDataSource dataSource, String name) {
		String url = dataSource.getJdbcUrl();
		boolean byUrl = dataSource.getDataSource() == null && url != null;
		String problem = "The pool '" + name + "' connects with " + (byUrl
				? "'" + Redaction.redact(url) + "' and not with PostgreSQL's own driver" : "a data source of its own");
		this.pools.refuseWithout(true, problem,
				"Give it a jdbcUrl that starts with jdbc:postgresql:" + (byUrl ? "." : " and no data source."));
	}

	/**
	 * What Hikari would do anyway was set where the property of Spring Boot's pool says
	 * the same.
	 */
	private boolean isSet(String property, HikariConfig pool, ToLongFunction<HikariConfig> setting) {
		long value = setting.applyAsLong(pool);
		return value != setting.applyAsLong(DEFAULTS)
				|| Long.valueOf(value).equals(this.environment.getProperty(HIKARI + property, Long.class));
	}

}
