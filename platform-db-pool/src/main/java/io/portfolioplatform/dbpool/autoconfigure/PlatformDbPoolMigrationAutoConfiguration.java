package io.portfolioplatform.dbpool.autoconfigure;

import java.util.Objects;

import com.zaxxer.hikari.HikariCredentialsProvider;
import io.portfolioplatform.dbpool.autoconfigure.PlatformDbPoolProperties.MigrationProperties;
import io.portfolioplatform.dbpool.pooler.PoolingDetector;
import io.portfolioplatform.dbpool.url.DatabaseUrl;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration of what Flyway connects to: a URL of its own, and none that leads
 * through a transaction pooler.
 */
@AutoConfiguration(after = PlatformDbPoolAutoConfiguration.class, before = FlywayAutoConfiguration.class)
@ConditionalOnClass({ Flyway.class, FlywayAutoConfiguration.class })
@ConditionalOnBean(PoolingDetector.class)
public final class PlatformDbPoolMigrationAutoConfiguration {

	private static final String URL = PlatformDbPoolProperties.PREFIX + ".migration.url";

	@Bean
	@ConditionalOnText(URL)
	@ConditionalOnMissingBean(FlywayConnectionDetails.class)
	@Conditional(NoFlywayUrl.class)
	MigrationConnectionDetails platformMigrationConnectionDetails(PlatformDbPoolProperties properties,
			JdbcConnectionDetails application, ObjectProvider<HikariCredentialsProvider> credentials) {
		MigrationProperties migration = properties.migration();
		return new MigrationConnectionDetails(DatabaseUrl.parse(Objects.requireNonNull(migration.url()), URL),
				migration, FileCredentials.current(credentials.getIfAvailable(), application));
	}

	@Bean
	MigrationGuard platformMigrationGuard(PoolingDetector detector, JdbcConnectionDetails application,
			PlatformDbPoolProperties properties) {
		return new MigrationGuard(detector, application.getJdbcUrl(), properties.migration().mode());
	}

	/**
	 * Holds if Spring Boot's own property names no URL.
	 */
	static final class NoFlywayUrl extends NoneNestedConditions {

		NoFlywayUrl() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnText("spring.flyway.url")
		static final class FlywayUrl {

		}

	}

}
