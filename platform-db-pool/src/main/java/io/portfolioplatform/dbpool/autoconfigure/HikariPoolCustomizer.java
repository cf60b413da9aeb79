package io.portfolioplatform.dbpool.autoconfigure;

import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import io.portfolioplatform.dbpool.DbPool;
import io.portfolioplatform.dbpool.PoolMode;
import io.portfolioplatform.dbpool.budget.InvalidBudgetException;
import io.portfolioplatform.dbpool.jdbc.GuardedDataSource;
import io.portfolioplatform.dbpool.jdbc.Sockets;
import io.portfolioplatform.dbpool.jdbc.TransactionPrologue;
import io.portfolioplatform.dbpool.refusal.Refusals;
import io.portfolioplatform.dbpool.url.SessionParameters;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;

/**
 * Sizes Spring Boot's Hikari pool from the budget and sets what its mode needs, before
 * the pool opens its first connection. What a user sets under
 * {@code spring.datasource.hikari} stays, except a size beyond the share, which fails the
 * start.
 */
final class HikariPoolCustomizer implements BeanPostProcessor {

	private static final String HIKARI = "spring.datasource.hikari.";

	private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);

	private static final Duration LEAK_DETECTION = Duration.ofSeconds(60);

	private final ObjectProvider<DbPool> pool;

	private final ObjectProvider<TransactionPrologue> prologue;

	private final ObjectProvider<Refusals> refusals;

	private final Environment environment;

	HikariPoolCustomizer(ObjectProvider<DbPool> pool, ObjectProvider<TransactionPrologue> prologue,
			ObjectProvider<Refusals> refusals, Environment environment) {
		this.pool = pool;
		this.refusals = refusals;
		this.prologue = prologue;
		this.environment = environment;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof HikariDataSource dataSource && !dataSource.isRunning()) {
			this.pool.ifAvailable((share) -> customize(dataSource, share));
		}
		return bean;
	}

	private void customize(HikariDataSource dataSource, DbPool share) {
		if (!isSet("maximum-pool-size")) {
			dataSource.setMaximumPoolSize(share.share());
		}
		else if (dataSource.getMaximumPoolSize() > share.share()) {
			throw new InvalidBudgetException(
					"'" + HIKARI + "maximum-pool-size' is " + dataSource.getMaximumPoolSize()
							+ ", more than this process's share. " + share.explain(),
					"Remove that property, or lower 'platform.db-pool.budget.slots' to the most processes you run.");
		}
		if (!isSet("connection-timeout")) {
			dataSource.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
		}
		if (!isSet("leak-detection-threshold")) {
			dataSource.setLeakDetectionThreshold(LEAK_DETECTION.toMillis());
		}
		share.mode().driverProperties().forEach((name, value) -> {
			if (!dataSource.getDataSourceProperties().containsKey(name)) {
				dataSource.addDataSourceProperty(name, value);
			}
		});
		guard(dataSource, share.mode());
	}

	/**
	 * Other drivers, such as one that wraps PostgreSQL's, are left alone.
	 */
	private void guard(HikariDataSource dataSource, PoolMode mode) {
		String url = dataSource.getJdbcUrl();
		if (dataSource.getDataSource() == null && url != null && url.startsWith("jdbc:postgresql:")) {
			SessionParameters.check(url, mode);
			dataSource.setDataSource(
					new GuardedDataSource(url, dataSource.getDataSourceProperties(), mode, this.prologue.getObject(),
							new Sockets(dataSource.getMaximumPoolSize()), this.refusals.getObject()));
		}
	}

	private boolean isSet(String property) {
		return this.environment.containsProperty(HIKARI + property);
	}

}
