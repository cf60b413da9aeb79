package io.portfolioplatform.health.probe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.portfolioplatform.health.Probe;
import io.portfolioplatform.health.ProbeCondition;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application can hold {@code /startupz} with: a runner that has work to do, a
 * condition of its own, and an indicator.
 */
class StartupTests {

	private final HttpClient client = HttpClient.newHttpClient();

	private final Work work = new Work();

	@Test
	void pendingWorkHoldsTheStartup() throws Exception {
		CompletableFuture<Integer> port = new CompletableFuture<>();
		CompletableFuture<ConfigurableApplicationContext> started = new CompletableFuture<>();
		new Thread(() -> started.complete(run(port))).start();
		String path = "http://localhost:" + port.join() + "/startupz";
		this.work.running.await();
		assertThat(get(path).statusCode()).isEqualTo(503);
		assertThat(get(path).body()).contains("the application is starting");
		this.work.migrated.countDown();
		try (ConfigurableApplicationContext context = started.join()) {
			assertThat(context.isRunning()).isTrue();
			assertThat(this.work.portWhileMigrating).as("nothing listens while beans migrate").isNull();
			this.work.warm = true;
			Awaitility.await()
				.untilAsserted(() -> assertThat(get(path).body()).contains("never up since the start: prices"));
			Gauge ready = context.getBean(MeterRegistry.class).get("platform.health.ready").gauge();
			assertThat(ready.value()).isZero();
			this.work.warm = false;
			this.work.priced = true;
			Awaitility.await().untilAsserted(() -> assertThat(get(path).body()).contains("caches are cold"));
			this.work.warm = true;
			Awaitility.await().until(() -> get(path).statusCode() == 200);
			this.work.priced = false;
			assertThat(get(path).statusCode()).isEqualTo(200);
			assertThat(ready.value()).isOne();
			AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
			assertThat(ready.value()).isZero();
		}
	}

	private ConfigurableApplicationContext run(CompletableFuture<Integer> port) {
		return new SpringApplicationBuilder(Shop.class)
			.initializers((starting) -> starting.getBeanFactory().registerSingleton("work", this.work))
			.listeners((ApplicationListener<WebServerInitializedEvent>) (event) -> port
				.complete(event.getWebServer().getPort()))
			.run("--server.port=0", "--platform.health.startup.wait-for=prices",
					"--platform.health.indicators.interval=50ms");
	}

	private HttpResponse<String> get(String uri) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
	}

	/**
	 * What there is to do before requests can be served.
	 */
	static class Work implements ProbeCondition {

		final CountDownLatch running = new CountDownLatch(1);

		final CountDownLatch migrated = new CountDownLatch(1);

		volatile @Nullable String portWhileMigrating = "not migrated";

		volatile boolean warm;

		volatile boolean priced;

		@Override
		public Probe probe() {
			return Probe.STARTUP;
		}

		@Override
		public Verdict check() {
			return this.warm ? Verdict.MET : new Verdict(false, "caches are cold");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
	static class Shop {

		/** As Flyway and Liquibase do. */
		@Bean
		InitializingBean migrationOfABean(Work work, Environment environment) {
			return () -> work.portWhileMigrating = environment.getProperty("local.server.port");
		}

		@Bean
		ApplicationRunner migration(Work work) {
			return (arguments) -> {
				work.running.countDown();
				work.migrated.await();
			};
		}

		@Bean
		HealthIndicator pricesHealthIndicator(Work work) {
			return () -> (work.priced ? Health.up() : Health.down()).build();
		}

	}

}
