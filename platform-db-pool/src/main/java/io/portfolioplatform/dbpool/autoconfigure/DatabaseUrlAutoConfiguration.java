package io.portfolioplatform.dbpool.autoconfigure;

import io.portfolioplatform.dbpool.url.DatabaseUrl;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the connection that the environment variable {@code DATABASE_URL}
 * describes, unless a service connection or {@code spring.datasource.url} says otherwise.
 */
@AutoConfiguration(before = DataSourceAutoConfiguration.class)
@ConditionalOnClass({ DataSourceAutoConfiguration.class, org.postgresql.Driver.class })
@ConditionalOnText(DatabaseUrlAutoConfiguration.VARIABLE)
@Conditional(DatabaseUrlAutoConfiguration.NoDataSourceUrl.class)
public final class DatabaseUrlAutoConfiguration {

	static final String VARIABLE = "DATABASE_URL";

	@Bean
	@ConditionalOnMissingBean(JdbcConnectionDetails.class)
	DatabaseUrlConnectionDetails databaseUrlConnectionDetails(Environment environment) {
		return new DatabaseUrlConnectionDetails(DatabaseUrl.parse(environment.getRequiredProperty(VARIABLE), VARIABLE),
				environment.getProperty("spring.datasource.username"),
				environment.getProperty("spring.datasource.password"));
	}

	/**
	 * Holds if the application names no other URL.
	 */
	static final class NoDataSourceUrl extends NoneNestedConditions {

		NoDataSourceUrl() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnText("spring.datasource.url")
		static final class DataSourceUrl {

		}

	}

}
