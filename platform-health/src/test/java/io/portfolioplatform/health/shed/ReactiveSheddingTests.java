package io.portfolioplatform.health.shed;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.portfolioplatform.health.RequestPriority;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests beyond a route's limit in an application on WebFlux and Netty, over HTTP.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReactiveSheddingTests {

	private final HttpClient client = HttpClient.newHttpClient();

	private ConfigurableApplicationContext context;

	private Work work;

	private RouteLimits limits;

	private MeterRegistry meters;

	private int port;

	@BeforeAll
	void start() {
		this.context = new SpringApplicationBuilder(Shop.class).web(WebApplicationType.REACTIVE)
			.run("--server.port=0", "--platform.health.shedding.initial-limit=10",
					"--platform.health.shedding.min-limit=10", "--platform.health.shedding.max-limit=10",
					"--platform.health.shedding.max-streams=5", "--platform.health.shedding.targets.[/held/{id}]=1s",
					"--platform.health.indicators.interval=100ms", "--platform.health.indicators.deadline=4s",
					"--platform.health.readiness.stuck-requests=8", "--platform.health.readiness.stuck-after=5s",
					"--platform.health.readiness.recover-after=1s", "--platform.health.scorecard.min-requests=1",
					"--management.endpoints.web.exposure.include=health,scorecard");
		this.work = this.context.getBean(Work.class);
		this.limits = this.context.getBean(RouteLimits.class);
		this.meters = this.context.getBean(MeterRegistry.class);
		this.port = Integer.parseInt(this.context.getEnvironment().getRequiredProperty("local.server.port"));
	}

	@AfterEach
	void release() {
		this.work.release();
		for (String route : List.of("/held/{id}", "/events", RouteLimits.OTHER)) {
			Awaitility.await().until(() -> this.limits.limitOf(route).inProgress() == 0);
			Awaitility.await().until(() -> this.limits.limitOf(route).streams() == 0);
		}
	}

	@AfterAll
	void stop() {
		this.context.close();
	}

	@Test
	void refusesBackgroundThenAnonymousThenInteractive() {
		List<CompletableFuture<HttpResponse<String>>> served = begin(5);
		assertThat(sendAsync("/held/2", "Priority", "u=7").join().statusCode()).isEqualTo(503);
		served = Stream.concat(served.stream(), begin(3).stream()).toList();
		HttpResponse<String> refused = sendAsync("/held/4").join();
		assertThat(refused.statusCode()).isEqualTo(503);
		assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 3L);
		assertThat(refused.body()).contains("\"status\":503");
		var interactive = sendAsync("/held/5", "Authorization", "Bearer x");
		Awaitility.await().until(() -> this.limits.limitOf("/held/{id}").inProgress() == 9);
		this.work.release();
		served.forEach((response) -> assertThat(response.join().body()).isEqualTo("done"));
		assertThat(interactive.join().statusCode()).isEqualTo(200);
		assertThat(this.meters.get("platform.health.shed")
			.tags("route", "/held/{id}", "priority", "background", "reason", "limit")
			.counter()
			.count()).isEqualTo(1);
		Awaitility.await()
			.until(() -> this.meters.get("http.server.requests").tag("uri", "/held/{id}").timers().size() > 0);
		assertThat(this.meters.find("http.server.requests").tags("uri", "/held/{id}", "status", "503").timers())
			.as("what the limit refuses is no request that was served")
			.isEmpty();
		assertThat(sendAsync("/actuator/scorecard?format=text").join().body())
			.containsPattern("(PASS|FAIL) +slow requests +GET /held/\\{id\\}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/livez", "/readyz", "/startupz", "/actuator/health" })
	void servesProbesAndManagement(String path) {
		RouteLimit limit = this.limits.limitOf(this.limits.routeOf(path));
		while (limit.tryBegin(RequestPriority.ANONYMOUS)) {
			assertThat(limit.inProgress()).isLessThanOrEqualTo(8);
		}
		try {
			assertThat(sendAsync(path).join().statusCode()).isEqualTo(200);
		}
		finally {
			while (limit.inProgress() > 0) {
				limit.end(0, 1, false);
			}
		}
	}

	@Test
	void countsStreamsOfEventsUntilTheyEnd() throws Exception {
		RouteLimit limit = this.limits.limitOf("/events");
		Socket[] clients = new Socket[4];
		for (int i = 0; i < clients.length; i++) {
			clients[i] = openStream();
			int expected = i + 1;
			Awaitility.await().until(() -> limit.streams() == expected && limit.inProgress() == 0);
		}
		Awaitility.await().during(Duration.ofMillis(300)).until(() -> limit.streams() == clients.length);
		assertThat(sendAsync("/events").join().statusCode()).isEqualTo(503);
		for (Socket socket : clients) {
			socket.close();
		}
		Awaitility.await().until(() -> limit.streams() == 0);
	}

	@Test
	void answers503WhenThePoolRefuses() {
		HttpResponse<String> response = sendAsync("/pool").join();
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Retry-After")).isPresent();
		assertThat(this.meters.get("platform.health.shed")
			.tags("route", "/pool", "priority", "anonymous", "reason", "pool")
			.counter()
			.count()).isEqualTo(1);
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.meters.get("http.server.requests").tag("uri", "/pool").timers())
				.singleElement()
				.satisfies((timer) -> assertThat(timer.getId().getTag("outcome")).isEqualTo("SHED")));
		assertThat(sendAsync("/broken").join().statusCode()).isEqualTo(500);
	}

	@Test
	void doesNotMeasureAsShedWhatHasBegun() {
		sendAsync("/pool-later").handle((answer, broken) -> true).join();
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.meters.find("http.server.requests").tag("uri", "/pool-later").timers())
				.singleElement()
				.satisfies((timer) -> assertThat(timer.getId().getTag("outcome")).isEqualTo("SUCCESS")));
		assertThat(this.meters.get("platform.health.shed")
			.tags("route", "/pool-later", "priority", "anonymous", "reason", "pool")
			.counter()
			.count()).isZero();
	}

	@Test
	void noticesThatNoRequestEnds() {
		List<CompletableFuture<HttpResponse<String>>> requests = begin(8);
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sendAsync("/readyz").join().statusCode() == 503);
		assertThat(sendAsync("/readyz").join().body()).contains("no request has ended for PT5S");
		assertThat(sendAsync("/livez").join().statusCode()).isEqualTo(200);
		this.work.release();
		requests.forEach((request) -> assertThat(request.join().statusCode()).isEqualTo(200));
		Awaitility.await().until(() -> sendAsync("/readyz").join().statusCode() == 200);
	}

	private List<CompletableFuture<HttpResponse<String>>> begin(int count) {
		RouteLimit limit = this.limits.limitOf("/held/{id}");
		int before = limit.inProgress();
		var started = Stream.generate(() -> sendAsync("/held/1")).limit(count).toList();
		Awaitility.await().until(() -> limit.inProgress() == before + count);
		return started;
	}

	private CompletableFuture<HttpResponse<String>> sendAsync(String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private Socket openStream() throws IOException {
		Socket socket = new Socket("localhost", this.port);
		socket.getOutputStream().write("GET /events HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		InputStream input = socket.getInputStream();
		StringBuilder answer = new StringBuilder();
		while (answer.indexOf("data:") < 0) {
			int next = input.read();
			assertThat(next).as(answer.toString()).isNotNegative();
			answer.append((char) next);
		}
		assertThat(answer).startsWith("HTTP/1.1 200");
		return socket;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class,
			excludeName = "org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration")
	public static class Shop {

		/**
		 * Run the application.
		 * @param port is told where
		 * @return what stops it
		 */
		public static AutoCloseable run(IntConsumer port) {
			ConfigurableApplicationContext context = new SpringApplicationBuilder(Shop.class)
				.web(WebApplicationType.REACTIVE)
				.run("--server.port=0");
			port.accept(Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port")));
			return context;
		}

		@Bean
		Work work() {
			return new Work();
		}

	}

	@RestController
	static class Work {

		private volatile CompletableFuture<String> open = new CompletableFuture<>();

		void release() {
			CompletableFuture<String> before = this.open;
			this.open = new CompletableFuture<>();
			before.complete("done");
		}

		@GetMapping("/held/{id}")
		Mono<String> held(@PathVariable String id) {
			return Mono.fromFuture(this.open, true);
		}

		@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<String> events() {
			return Flux.interval(Duration.ZERO, Duration.ofMillis(20))
				.onBackpressureDrop()
				.map((number) -> "event " + number);
		}

		@GetMapping("/pool")
		Mono<String> pool() {
			return Mono.error(refusal("PP001"));
		}

		@GetMapping("/pool-later")
		Flux<String> poolLater() {
			return Flux.concat(Mono.just("half"), Mono.error(refusal("PP001")));
		}

		@GetMapping("/broken")
		Mono<String> broken() {
			return Mono.error(refusal("08001"));
		}

		private static RuntimeException refusal(String state) {
			return new CannotGetJdbcConnectionException("no", new SQLTransientConnectionException("no", state));
		}

	}

}
