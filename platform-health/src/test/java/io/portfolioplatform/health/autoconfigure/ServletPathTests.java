package io.portfolioplatform.health.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.portfolioplatform.health.traffic.Traffic;
import org.awaitility.Awaitility;
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
 * Spring MVC and the Actuator elsewhere than at the root.
 */
class ServletPathTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@ParameterizedTest
	@CsvSource({ "/app,''", "/app/,''", "/app,/site" })
	void knowsRoutesAndTheActuatorBelowIt(String servletPath, String contextPath) throws Exception {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Shop.class).run("--server.port=0",
				"--spring.mvc.servlet.path=" + servletPath, "--server.servlet.register-default-servlet=true",
				"--server.servlet.context-path=" + contextPath)) {
			for (String path : new String[] { "/app/work", "/app/actuator/health", "/livez" }) {
				assertThat(status(context, contextPath + path)).as(path).isEqualTo(200);
			}
			assertThat(status(context, contextPath + "/apple/work")).isEqualTo(404);
			assertThat(context.getBean(MeterRegistry.class).find("platform.health.limit").gauges())
				.extracting(ServletPathTests::route)
				.containsExactlyInAnyOrder("/work", "other");
			Traffic traffic = context.getBean(Traffic.class);
			Awaitility.await().until(() -> traffic.inProgress() == 0);
			Awaitility.await()
				.untilAsserted(() -> assertThat(traffic.answered()).as("neither the Actuator nor probes").isEqualTo(2));
		}
	}

	private static String route(Gauge gauge) {
		return String.valueOf(gauge.getId().getTag("route"));
	}

	private int status(ConfigurableApplicationContext context, String path) throws IOException, InterruptedException {
		URI uri = URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port") + path);
		return this.client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
			.statusCode();
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

		@GetMapping("/work")
		String work() {
			return "done";
		}

	}

}
