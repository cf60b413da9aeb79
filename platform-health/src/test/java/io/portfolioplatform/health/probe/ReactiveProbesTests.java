package io.portfolioplatform.health.probe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The probes of an application on WebFlux, on both ports.
 */
class ReactiveProbesTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void answersOnBothPortsAndDrains() throws Exception {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Shop.class)
			.web(WebApplicationType.REACTIVE)
			.run("--server.port=0", "--management.server.port=0", "--platform.health.indicators.interval=50ms",
					"--management.endpoint.health.show-details=always");
		try (context) {
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(send(context, "GET", "local.management.port", "/actuator/health").body())
							.contains("\"age\":"));
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

	private HttpResponse<String> send(ConfigurableApplicationContext context, String method, String port, String path)
			throws IOException, InterruptedException {
		URI uri = URI.create("http://localhost:" + context.getEnvironment().getProperty(port) + path);
		return this.client.send(HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
	static class Shop {

		@Bean
		HealthIndicator billingHealthIndicator() {
			return () -> Health.down().build();
		}

	}

}
