package io.portfolioplatform.app;

import java.nio.charset.StandardCharsets;

import io.portfolioplatform.app.demo.DemoClock;
import io.portfolioplatform.app.imports.ImportFile;
import io.portfolioplatform.app.imports.ImportService;
import io.portfolioplatform.app.security.DemoTokens;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.redis.RedisConnectionDetails;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.RequiresDocker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the application on the images it is deployed with.
 */
@RequiresDocker
@SpringBootTest(properties = DemoTokens.PROPERTY)
@AutoConfigureMockMvc
@Import(DemoClock.class)
class ContainersTests {

	static final PostgreSQLContainer POSTGRES = new PostgreSQLContainer("postgres:17");

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry registry) {
		POSTGRES.start();
		PostgresDatabase owned = new PostgresDatabase(POSTGRES.getHost(), POSTGRES.getMappedPort(5432),
				POSTGRES.getDatabaseName(), POSTGRES.getUsername(), POSTGRES.getPassword());
		registry.add("DATABASE_URL", () -> owned.as("portfolio_app").uri());
		registry.add("spring.flyway.url", owned::jdbcUrl);
		registry.add("spring.flyway.user", owned::username);
		registry.add("spring.flyway.password", owned::password);
	}

	@AfterAll
	static void stop() {
		POSTGRES.stop();
	}

	@Test
	void servesAnImportedPortfolio(@Autowired MockMvcTester mvc, @Autowired ImportService imports,
			@Autowired JdbcClient jdbc, @Autowired HealthEndpoint health) {
		assertThat(jdbc.sql("show server_version").query(String.class).single()).startsWith("17");
		await().untilAsserted(() -> assertThat(health.healthForPath("redis")).isNotNull()
			.extracting(HealthDescriptor::getStatus)
			.isEqualTo(Status.UP));
		UserId user = Users.fresh();
		imports.importFile(user, new ImportFile("a.csv", """
				date,type,symbol,quantity,unitPrice,currency
				2006-01-03,buy,MSFT,10,26,USD
				""".getBytes(StandardCharsets.UTF_8)), null);
		assertThat(mvc.get().uri("/api/dashboard/overview").with(Users.signedIn(user))).hasStatusOk()
			.bodyJson()
			.extractingPath("$.netWorth.amount")
			.isEqualTo("241.83");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Redis {

		@Bean(initMethod = "start", destroyMethod = "stop")
		GenericContainer<?> redis() {
			return new GenericContainer<>("redis:8").withExposedPorts(6379);
		}

		@Bean
		RedisConnectionDetails redisConnectionDetails(GenericContainer<?> redis) {
			return () -> "redis://" + redis.getHost() + ":" + redis.getMappedPort(6379);
		}

	}

}
