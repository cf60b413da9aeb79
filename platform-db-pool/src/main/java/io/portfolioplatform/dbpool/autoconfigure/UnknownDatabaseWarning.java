package io.portfolioplatform.dbpool.autoconfigure;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Says at the start that pools are not bounded, because nothing but themselves says what
 * they connect to.
 */
final class UnknownDatabaseWarning implements SmartInitializingSingleton {

	private static final Logger LOGGER = LoggerFactory.getLogger(UnknownDatabaseWarning.class);

	private final ObjectProvider<DataSource> dataSources;

	UnknownDatabaseWarning(ObjectProvider<DataSource> dataSources) {
		this.dataSources = dataSources;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.dataSources.stream().anyMatch(HikariDataSource.class::isInstance)) {
			LOGGER.warn(
					"The application's own pool has neither budget nor gate, and nothing else of platform-db-pool: "
							+ "say what it connects to with {} or 'spring.datasource.url'.",
					DatabaseUrlAutoConfiguration.VARIABLE);
		}
	}

}
