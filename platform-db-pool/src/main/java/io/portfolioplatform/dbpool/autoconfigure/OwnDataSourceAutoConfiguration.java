package io.portfolioplatform.dbpool.autoconfigure;

import javax.sql.DataSource;

import io.portfolioplatform.dbpool.url.DatabaseUrl;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of a pool that the application defines in place of Spring Boot's,
 * which then tells nobody what it connects to: {@code spring.datasource.url} does.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class, before = PlatformDbPoolAutoConfiguration.class)
@ConditionalOnClass({ DataSourceAutoConfiguration.class, org.postgresql.Driver.class })
@ConditionalOnBean(DataSource.class)
@ConditionalOnMissingBean(JdbcConnectionDetails.class)
public final class OwnDataSourceAutoConfiguration {

	@Bean
	@ConditionalOnText("spring.datasource.url")
	JdbcConnectionDetails platformOwnConnectionDetails(Environment environment) {
		return new DatabaseUrlConnectionDetails(
				new DatabaseUrl(environment.getRequiredProperty("spring.datasource.url"), null, null),
				environment.getProperty("spring.datasource.username"),
				environment.getProperty("spring.datasource.password"));
	}

	@Bean
	@Conditional(DatabaseUrlAutoConfiguration.NoDataSourceUrl.class)
	UnknownDatabaseWarning platformUnknownDatabaseWarning(ObjectProvider<DataSource> dataSources) {
		return new UnknownDatabaseWarning(dataSources);
	}

}
