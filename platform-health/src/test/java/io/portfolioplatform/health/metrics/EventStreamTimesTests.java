package io.portfolioplatform.health.metrics;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link EventStreamTimes} and {@link ReactiveEventStreamTimes}.
 */
class EventStreamTimesTests {

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void timesStreamsUnderAnotherName(WebApplicationType type) throws Exception {
		SpringApplication application = new SpringApplication(Shop.class);
		application.setWebApplicationType(type);
		application.setDefaultProperties(Map.of("server.port", "0", "spring.application.name", "shop"));
		try (ConfigurableApplicationContext context = application.run()) {
			int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			assertThat(get(port, "/events")).contains("data:1", "data:2");
			assertThat(get(port, "/order")).isEqualTo("done");
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			await().untilAsserted(() -> {
				assertThat(timer(registry, "http.server.streams", "/events").count()).isOne();
				assertThat(timer(registry, "http.server.requests", "/order").count()).isOne();
			});
			assertThat(registry.find("http.server.requests").tag("uri", "/events").timer()).isNull();
			assertThat(registry.find("http.server.streams").tag("uri", "/order").timer()).isNull();
		}
	}

	private static Timer timer(MeterRegistry registry, String name, String uri) {
		return registry.get(name).tag("uri", uri).timer();
	}

	private static String get(int port, String path) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
					HttpResponse.BodyHandlers.ofString())
			.body();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class,
			excludeName = "org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration")
	@Import(Orders.class)
	static class Shop {

	}

	@RestController
	static class Orders {

		@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<Integer> events() {
			return Flux.just(1, 2);
		}

		@GetMapping("/order")
		String order() {
			return "done";
		}

	}

}
