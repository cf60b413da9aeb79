package io.portfolioplatform.app.database;

import java.time.Duration;
import java.util.Map;

import io.portfolioplatform.app.ReferenceApplication;
import io.portfolioplatform.app.security.DemoTokens;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A pod of the cluster, where a job has migrated, that starts while the database is away:
 * it waits, and nobody has to start it again.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartWithoutDatabaseTests {

	@Test
	void waitsForTheDatabase(CapturedOutput output) throws Exception {
		PostgresDatabase owner = PostgresServer.shared().createDatabase();
		PostgresDatabase application = owner.as("portfolio_app");
		start(application, Map.of("platform.db-pool.migration.url", owner.uri())).close();
		try (FaultProxy proxy = FaultProxy.to(owner.host(), owner.port())) {
			proxy.refuse();
			try (ConfigurableApplicationContext pod = start(application.through(proxy.port()),
					Map.of("spring.flyway.enabled", false, "platform.db-pool.mode", "transaction"))) {
				assertThat(Pods.get(pod, "management", "/startupz").statusCode()).isEqualTo(503);
				assertThat(Pods.get(pod, "management", "/startupz").body()).contains("never up since the start: db");
				assertThat(Pods.get(pod, "management", "/livez").statusCode()).isEqualTo(200);
				assertThat(output).as("jobs take it for another database").doesNotContain("Failed to detect database");
				proxy.restore();
				Awaitility.await()
					.atMost(Duration.ofSeconds(60))
					.until(() -> Pods.get(pod, "management", "/startupz").statusCode() == 200);
				Awaitility.await()
					.atMost(Duration.ofSeconds(60))
					.until(() -> Pods.get(pod, "server", "/api/portfolios").statusCode() == 200);
			}
		}
	}

	private static ConfigurableApplicationContext start(PostgresDatabase database, Map<String, Object> more) {
		return new SpringApplicationBuilder(ReferenceApplication.class).registerShutdownHook(false)
			.properties(more)
			.run("--server.port=0", "--management.server.port=0", "--" + DemoTokens.PROPERTY,
					"--DATABASE_URL=" + database.uri(), "--platform.db-pool.budget.mode=leased",
					"--platform.health.indicators.interval=200ms");
	}

}
