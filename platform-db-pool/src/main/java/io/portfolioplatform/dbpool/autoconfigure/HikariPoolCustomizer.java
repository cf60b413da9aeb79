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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Sizes a Hikari pool from the budget and sets what its mode needs, before the pool opens
 * its first connection. What a user sets stays, except a size beyond the share, which
 * fails the start.
 */
final class HikariPoolCustomizer implements BeanPostProcessor {

	private static final String HIKARI = "spring.datasource.hikari.";

	static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);

	/**
	 * Below the hour that PgBouncer keeps a server connection, and often enough to follow
	 * a pooler that moves.
	 */
	static final Duration MAX_LIFETIME = Duration.ofMinutes(15);

	static final Duration LEAK_DETECTION = Duration.ofSeconds(60);

	private final HikariConfig defaults = new HikariConfig();

	private final ObjectProvider<BudgetedPools> pools;

	private final ObjectProvider<DbPool> pool;

	private final ObjectProvider<PlatformDbPoolProperties> properties;

	private final ObjectProvider<PoolingDetector> detector;

	private final ObjectProvider<TransactionPrologue> prologue;

	private final ObjectProvider<Statements> statements;

	private final ObjectProvider<Refusals> refusals;

	private final ObjectProvider<HikariCredentialsProvider> credentials;

	private final ObjectProvider<LeaseInstaller> lease;

	private final Environment environment;

	HikariPoolCustomizer(ObjectProvider<BudgetedPools> pools, ObjectProvider<DbPool> pool,
			ObjectProvider<PlatformDbPoolProperties> properties, ObjectProvider<PoolingDetector> detector,
			ObjectProvider<TransactionPrologue> prologue, ObjectProvider<Statements> statements,
			ObjectProvider<Refusals> refusals, ObjectProvider<HikariCredentialsProvider> credentials,
			ObjectProvider<LeaseInstaller> lease, Environment environment) {
		this.pools = pools;
		this.lease = lease;
		this.pool = pool;
		this.properties = properties;
		this.detector = detector;
		this.refusals = refusals;
		this.prologue = prologue;
		this.statements = statements;
		this.credentials = credentials;
		this.environment = environment;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof HikariDataSource dataSource && !dataSource.isRunning()
				&& this.pools.getObject().include(dataSource)) {
			customize(dataSource, beanName, this.pool.getObject());
		}
		return bean;
	}

	private void customize(HikariDataSource dataSource, String name, DbPool share) {
		int ownSize = size(dataSource, name, share);
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
		if (dataSource.getCredentialsProvider() == null && !this.pools.getObject().hasOwnCredentials(dataSource)) {
			this.credentials.ifAvailable(dataSource::setCredentialsProvider);
		}
		guard(dataSource, name, ownSize);
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
		Pooling pooling = this.detector.getObject().pooling();
		int sessions = this.properties.getObject().sessionPoolSize();
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
	private int size(HikariDataSource dataSource, String name, DbPool share) {
		if (!isSet("maximum-pool-size", dataSource, HikariConfig::getMaximumPoolSize)) {
			dataSource.setMaximumPoolSize(
					(share instanceof LeasedDbPool leased) ? leased.terms().budget().share() : share.share());
			return 0;
		}
		int size = dataSource.getMaximumPoolSize();
		int most = (share instanceof LeasedDbPool leased) ? leased.terms().most() - 1 : share.share();
		if (size > most) {
			throw new InvalidDbPoolException(
					"'maximum-pool-size' is " + size + " for the pool '" + name + "', more than the " + most
							+ " that this process may ever open. "
							+ StringUtils.trimTrailingCharacter(share.explain(), '.'),
					"Remove it (Spring Boot's pool has it from '" + HIKARI + "maximum-pool-size'), or "
							+ ((share instanceof LeasedDbPool) ? "raise 'platform.db-pool.budget.ceiling' or '.limit'."
									: "lower 'platform.db-pool.budget.slots' to the most processes you run."));
		}
		return size;
	}

	/**
	 * Other drivers, such as one that wraps PostgreSQL's, are left alone but for what the
	 * URL lets suppose.
	 */
	private void guard(HikariDataSource dataSource, String name, int ownSize) {
		PoolingDetector detector = this.detector.getObject();
		String url = dataSource.getJdbcUrl();
		if (dataSource.getDataSource() == null && url != null && url.startsWith("jdbc:postgresql:")) {
			SessionParameters.check(url, detector.pooling().mode());
			checkIsolation(dataSource, name);
			// It would run outside a transaction, where claims refuse it.
			dataSource.setConnectionTestQuery(null);
			LeaseInstaller installer = this.lease.getIfAvailable();
			if (installer != null) {
				int most = installer.most(url, ownSize);
				checkSessions(most + 1);
				GuardedDataSource guarded = guarded(dataSource, url, detector, installer.sockets());
				installer.claim(guarded, most);
				dataSource.setDataSource(guarded);
			}
			else {
				checkSessions(dataSource.getMaximumPoolSize());
				dataSource
					.setDataSource(guarded(dataSource, url, detector, new Sockets(dataSource.getMaximumPoolSize())));
			}
		}
		else {
			refuseWhatWouldBeLeftOut(dataSource, name);
			checkSessions(dataSource.getMaximumPoolSize());
			detector.pooling().driverProperties().forEach(dataSource.getDataSourceProperties()::putIfAbsent);
		}
	}

	private void refuseWhatWouldBeLeftOut(HikariDataSource dataSource, String name) {
		String url = dataSource.getJdbcUrl();
		boolean byUrl = dataSource.getDataSource() == null && url != null;
		String problem = "The pool '" + name + "' connects with " + (byUrl
				? "'" + Redaction.redact(url) + "' and not with PostgreSQL's own driver" : "a data source of its own");
		this.pools.getObject()
			.refuseWithout(true, problem,
					"Give it a jdbcUrl that starts with jdbc:postgresql:" + (byUrl ? "." : " and no data source."));
	}

	private GuardedDataSource guarded(HikariDataSource dataSource, String url, PoolingDetector detector,
			Sockets sockets) {
		return new GuardedDataSource(url, dataSource.getDataSourceProperties(), detector, this.prologue.getObject(),
				this.statements.getObject(), sockets, this.refusals.getObject());
	}

	/**
	 * What Hikari would do anyway was set where the property of Spring Boot's pool says
	 * the same.
	 */
	private boolean isSet(String property, HikariConfig pool, ToLongFunction<HikariConfig> setting) {
		long value = setting.applyAsLong(pool);
		return value != setting.applyAsLong(this.defaults)
				|| Long.valueOf(value).equals(this.environment.getProperty(HIKARI + property, Long.class));
	}

}
