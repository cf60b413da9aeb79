package io.portfolioplatform.health.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Actuator without a path of its own, on the port of the application.
 */
class EmptyBasePathTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@ParameterizedTest
	@CsvSource({ "/,''", "'',''", "/manage/,/manage" })
	void tellsEndpointsFromRoutes(String basePath, String prefix) throws Exception {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Shop.class).run("--server.port=0",
				"--management.endpoints.web.base-path=" + basePath,
				"--management.endpoints.web.exposure.include=health,scorecard",
				"--platform.health.scorecard.min-requests=5")) {
			for (int i = 0; i < 5; i++) {
				get(context, "/work");
				get(context, "/healthy");
				get(context, prefix + "/health");
			}
			assertThat(get(context, prefix + "/scorecard?format=text"))
				.containsPattern("(PASS|FAIL) +slow requests +GET /work")
				.contains("GET /healthy")
				.doesNotContain("GET " + prefix + "/health ", "GET " + prefix + "/scorecard");
			assertThat(context.getBean(MeterRegistry.class).find("platform.health.limit").gauges())
				.extracting(EmptyBasePathTests::route)
				.containsExactlyInAnyOrder("/work", "/healthy");
			String own = prefix.isEmpty() ? "/health|/scorecard" : prefix;
			assertThat(get(context, prefix + "/scorecard?format=rules")).contains("uri!~\"(" + own + ")(/.*)?\"");
		}
	}

	private static String route(Gauge gauge) {
		return String.valueOf(gauge.getId().getTag("route"));
	}

	private String get(ConfigurableApplicationContext context, String path) throws IOException, InterruptedException {
		URI uri = URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port") + path);
		HttpResponse<String> response = this.client.send(HttpRequest.newBuilder(uri).build(),
				HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).as(path).isEqualTo(200);
		return response.body();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
	static class Shop {

		@Bean
		Work work() {
			return new Work();
		}

	}

	@RestController
	static class Work {

		@GetMapping({ "/work", "/healthy" })
		String work() {
			return "done";
		}

	}

}
