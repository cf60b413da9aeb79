package io.portfolioplatform.dbpool.autoconfigure;

import java.util.Arrays;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;

/**
 * Tells of a data source that hides its pool, or has another one: nothing applies to it.
 * Where claims or a lease are then silently missing, the start stops. A data source that
 * is not there yet may still be a pool.
 */
final class UnmetPoolCheck implements SmartInitializingSingleton {

	private static final Logger LOGGER = LoggerFactory.getLogger(UnmetPoolCheck.class);

	private static final String CURE = "Make the HikariDataSource itself a bean, with a jdbcUrl, and wrap that in the other data source; "
			+ "remove 'spring.datasource.type'.";

	private final GateInstaller met;

	private final BudgetedPools pools;

	private final ConfigurableListableBeanFactory beans;

	UnmetPoolCheck(GateInstaller met, BudgetedPools pools, ConfigurableListableBeanFactory beans) {
		this.met = met;
		this.pools = pools;
		this.beans = beans;
	}

	@Override
	public void afterSingletonsInstantiated() {
		String[] names = this.beans.getBeanNamesForType(DataSource.class, true, false);
		if (names.length == 0 || this.met.hasMetPool() || !Arrays.stream(names).allMatch(this::isNoPool)) {
			return;
		}
		String problem = "platform-db-pool has met no HikariDataSource that says where it connects to, so nothing of it applies to the data "
				+ "source '" + names[0] + "': its connections are not part of the budget, and pass no gate";
		this.pools.refuseWithout(true, problem, CURE);
		LOGGER.warn("{}. {}", problem, CURE);
	}

	private boolean isNoPool(String name) {
		return this.beans.containsSingleton(name) && !this.beans.isFactoryBean(name)
				&& !this.beans.isTypeMatch(name, EmbeddedDatabase.class);
	}

}
