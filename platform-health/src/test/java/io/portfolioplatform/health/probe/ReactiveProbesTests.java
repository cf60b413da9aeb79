package io.portfolioplatform.health.probe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.micrometer.core.instrument.MeterRegistry;
import io.portfolioplatform.health.DrainStartedEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.actuate.web.server.NettyReactiveManagementContextAutoConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The probes of an application on WebFlux and Tomcat, on both ports.
 */
class ReactiveProbesTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void answersOnBothPortsAndDrains() throws Exception {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Shop.class)
			.web(WebApplicationType.REACTIVE)
			.run("--server.port=0", "--management.server.port=0", "--platform.health.indicators.interval=50ms",
					"--platform.health.indicators.deadline=3s", "--management.endpoint.health.show-details=always");
		try (context) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(
						() -> assertThat(send(context, "GET", "local.management.port", "/actuator/health").body())
							.contains("\"age\":", "\"stock\":{\"details\":{\"error\":\"no answer within PT3S\""));
			assertThat(send(context, "GET", "local.management.port", "/readyz").body())
				.contains("down: billing, stock");
			assertThat(send(context, "GET", "local.server.port", "/readyz").body()).as("the world need not know why")
				.isEqualTo("{\"status\":\"UP\"}");
			for (String port : new String[] { "local.server.port", "local.management.port" }) {
				assertThat(send(context, "GET", port, "/livez").body()).isEqualTo("{\"status\":\"UP\"}");
				assertThat(send(context, "GET", port, "/startupz").statusCode()).isEqualTo(200);
				assertThat(send(context, "HEAD", port, "/readyz").body()).isEmpty();
				assertThat(send(context, "POST", port, "/readyz").statusCode()).isEqualTo(405);
				assertThat(send(context, "GET", port, "/livez/other").statusCode()).isEqualTo(404);
			}
			AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
			assertThat(send(context, "GET", "local.server.port", "/readyz").statusCode()).isEqualTo(503);
			assertThat(send(context, "GET", "local.server.port", "/livez").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void probesAreNoRequestsToThoseWhoMeasure() throws Exception {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Shop.class)
			.web(WebApplicationType.REACTIVE)
			.run("--server.port=0")) {
			assertThat(send(context, "GET", "local.server.port", "/livez").statusCode()).isEqualTo(200);
			assertThat(send(context, "GET", "local.server.port", "/work").statusCode()).isEqualTo(200);
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			Awaitility.await()
				.untilAsserted(() -> assertThat(meters.find("http.server.requests").timers()).isNotEmpty());
			assertThat(meters.find("http.server.requests").timers())
				.allSatisfy((timer) -> assertThat(timer.getId().getTag("uri")).isEqualTo("/work"));
		}
	}

	@Test
	void servesWhileItDrains() {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Shop.class)
			.web(WebApplicationType.REACTIVE)
			.registerShutdownHook(false)
			.run("--server.port=0", "--platform.health.drain.delay=1ms", "--platform.health.drain.budget=120s");
		Queue<String> seen = new ConcurrentLinkedQueue<>();
		assertThat(farewell(context)).isEqualTo("kept");
		// Heard before the server stops, and the drain goes on when the listener returns.
		context.addApplicationListener((ApplicationListener<DrainStartedEvent>) (event) -> {
			seen.add("ready " + status(context, "/readyz"));
			seen.add("alive " + status(context, "/livez"));
			seen.add("work " + status(context, "/work"));
			seen.add("connection " + farewell(context));
		});
		context.close();
		assertThat(seen).containsExactly("ready 503", "alive 200", "work 200", "connection close");
	}

	private String farewell(ConfigurableApplicationContext context) {
		return get(context, "/work").headers().firstValue("Connection").orElse("kept");
	}

	private int status(ConfigurableApplicationContext context, String path) {
		return get(context, path).statusCode();
	}

	private HttpResponse<String> get(ConfigurableApplicationContext context, String path) {
		try {
			return send(context, "GET", "local.server.port", path);
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private HttpResponse<String> send(ConfigurableApplicationContext context, String method, String port, String path)
			throws IOException, InterruptedException {
		URI uri = URI.create("http://localhost:" + context.getEnvironment().getProperty(port) + path);
		return this.client.send(HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { DataSourceAutoConfiguration.class,
			NettyReactiveWebServerAutoConfiguration.class, NettyReactiveManagementContextAutoConfiguration.class })
	static class Shop {

		@Bean
		HealthIndicator billingHealthIndicator() {
			return () -> Health.down().build();
		}

		@Bean
		ReactiveHealthIndicator stockHealthIndicator() {
			return Mono::never;
		}

		@Bean
		RouterFunction<ServerResponse> work() {
			return RouterFunctions.route().GET("/work", (request) -> ServerResponse.ok().bodyValue("done")).build();
		}

	}

}
