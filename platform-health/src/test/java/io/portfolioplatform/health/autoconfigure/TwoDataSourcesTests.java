package io.portfolioplatform.health.autoconfigure;

import javax.sql.DataSource;

import io.portfolioplatform.health.indicator.StartupIndicators;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthContributorAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The startup with two databases, of which Spring Boot makes a composite, where the
 * second one cannot be reached at first.
 */
class TwoDataSourcesTests {

	private final PostgresDatabase database = PostgresServer.shared().createDatabase();

	private final FaultProxy second = FaultProxy.to(this.database.host(), this.database.port());

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class,
				PlatformHealthAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class,
				DataSourceHealthContributorAutoConfiguration.class))
		.withBean("first", DataSource.class, () -> dataSource(this.database))
		.withBean("second", DataSource.class, () -> dataSource(this.database.through(this.second.port())))
		.withPropertyValues("platform.health.indicators.interval=50ms");

	@AfterEach
	void close() {
		this.second.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "db", "db/second" })
	void startupWaitsForTheSecond(String waitFor) {
		this.second.refuse();
		this.runner.withPropertyValues("platform.health.startup.wait-for=" + waitFor).run((context) -> {
			StartupIndicators startup = context.getBean(StartupIndicators.class);
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(startup.check().reason()).isEqualTo("never up since the start: db/second"));
			this.second.restore();
			Awaitility.await().until(() -> startup.check().met());
		});
	}

	@Test
	void startupWaitsForTheFirstAlone() {
		this.second.refuse();
		this.runner.withPropertyValues("platform.health.startup.wait-for=db/first").run((context) -> {
			StartupIndicators startup = context.getBean(StartupIndicators.class);
			Awaitility.await().until(() -> startup.check().met());
		});
	}

	private static DataSource dataSource(PostgresDatabase database) {
		return new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
	}

}
