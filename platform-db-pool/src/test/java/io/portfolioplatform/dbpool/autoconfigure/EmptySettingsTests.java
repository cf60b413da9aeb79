package io.portfolioplatform.dbpool.autoconfigure;

import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Settings that a deployment leaves empty are absent.
 */
class EmptySettingsTests {

	private static final String NOWHERE = "DATABASE_URL=postgresql://u:s3cret@nowhere.invalid:6543/db";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DatabaseUrlAutoConfiguration.class, DataSourceAutoConfiguration.class,
				OwnDataSourceAutoConfiguration.class, PlatformDbPoolAutoConfiguration.class,
				PlatformDbPoolReplicaAutoConfiguration.class, PlatformDbPoolMigrationAutoConfiguration.class));

	@Test
	void anEmptyUrlOfTheDataSourceHidesNoDatabaseUrl() {
		this.runner.withPropertyValues(NOWHERE, "spring.datasource.url=").run((context) -> {
			assertThat(context).hasSingleBean(DatabaseUrlConnectionDetails.class);
			assertThat(context.getBean(HikariDataSource.class).getJdbcUrl()).contains("nowhere.invalid:6543");
			assertThat(UrlSetting.ofApplication(context.getEnvironment())).isEqualTo("DATABASE_URL");
		});
	}

	@Test
	void anEmptyDatabaseUrlIsNone() {
		this.runner.withPropertyValues("DATABASE_URL=", "spring.datasource.embedded-database-connection=none")
			.run((context) -> assertThat(
					new NoDatabaseFailureAnalyzer().analyze(context.getStartupFailure()).getDescription())
				.contains("DATABASE_URL"));
	}

	@Test
	void anEmptyUrlSaysNothingOfAPoolOfTheApplicationsOwn() {
		this.runner.withPropertyValues("spring.datasource.url=")
			.withBean(HikariDataSource.class, HikariDataSource::new)
			.run((context) -> assertThat(context).hasSingleBean(UnknownDatabaseWarning.class)
				.doesNotHaveBean(JdbcConnectionDetails.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "replica.url", "migration.url", "migration.username", "migration.password",
			"username-file", "password-file" })
	void anEmptySettingIsAbsent(String setting) {
		this.runner.withPropertyValues(NOWHERE, "platform.db-pool." + setting + "=")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ReplicaPool.class)
				.doesNotHaveBean(FlywayConnectionDetails.class)
				.doesNotHaveBean(HikariCredentialsProvider.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "mode", "migration.mode", "budget.mode", "unbound-role" })
	void anEmptyModeIsCalledThat(String setting) {
		this.runner.withPropertyValues(NOWHERE, "platform.db-pool." + setting + "=").run((context) -> {
			FailureAnalysis analysis = new UnknownPropertyFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).isEqualTo("'platform.db-pool." + setting + "' is empty.");
		});
	}

	@Test
	void anEmptyModeIsCalledThatHoweverItIsWritten() {
		this.runner.withPropertyValues(NOWHERE, "platform.db-pool.unboundRole=").run((context) -> {
			FailureAnalysis analysis = new UnknownPropertyFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).endsWith("is empty.");
		});
	}

	@Test
	void anEmptyUrlOfFlywayHidesNoUrlOfTheMigrations() {
		this.runner
			.withPropertyValues(NOWHERE, "spring.flyway.url=",
					"platform.db-pool.migration.url=postgresql://owner:s3cret@nowhere.invalid:5432/db")
			.run((context) -> {
				assertThat(context.getBean(FlywayConnectionDetails.class).getJdbcUrl()).contains(":5432");
				assertThat(UrlSetting.ofMigration(context.getEnvironment()))
					.isEqualTo("platform.db-pool.migration.url");
			});
	}

}
