package io.portfolioplatform.health.shed;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.portfolioplatform.health.RequestPriority;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.DeferredResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests beyond a route's limit, over HTTP.
 */
@SmallLimits
class SheddingTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	int port;

	@Autowired
	Slow slow;

	@Autowired
	RouteLimits limits;

	@Autowired
	MeterRegistry meters;

	@AfterEach
	void release() {
		this.slow.release();
		for (String route : List.of("/slow/{id}", RouteLimits.OTHER)) {
			Awaitility.await().until(() -> this.limits.limitOf(route).inProgress() == 0);
		}
	}

	@Test
	void refusesBackgroundThenAnonymousThenInteractive() throws Exception {
		List<CompletableFuture<HttpResponse<String>>> served = start("/slow/{id}", "/slow/1", 5);
		assertThat(get("/slow/2", "Priority", "u=7").statusCode()).isEqualTo(503);
		served = Stream.concat(served.stream(), start("/slow/{id}", "/slow/3", 3).stream()).toList();
		assertThat(get("/slow/4").statusCode()).isEqualTo(503);
		var interactive = sendAsync("/slow/5", "Authorization", "Bearer x");
		Awaitility.await().until(() -> this.limits.limitOf("/slow/{id}").inProgress() == 9);
		this.slow.release();
		served.forEach((response) -> assertThat(response.join().statusCode()).isEqualTo(200));
		assertThat(interactive.join().statusCode()).isEqualTo(200);
		assertThat(this.meters.get("platform.health.shed")
			.tags("route", "/slow/{id}", "priority", "background", "reason", "limit")
			.counter()
			.count()).isEqualTo(1);
		assertThat(this.meters.get("platform.health.limit").tag("route", "/slow/{id}").gauge().value()).isEqualTo(10);
	}

	@Test
	void answersWithAProblemAndATimeToComeBack() throws Exception {
		start("/slow/{id}", "/slow/1", 8);
		HttpResponse<String> response = get("/slow/1");
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(response.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 3L);
		assertThat(response.body()).contains("\"status\":503");
	}

	@Test
	void servesOtherRoutesProbesAndManagement() throws Exception {
		start("/slow/{id}", "/slow/1", 8);
		assertThat(get("/fast").statusCode()).isEqualTo(200);
		start(RouteLimits.OTHER, "/nowhere", 8);
		assertThat(get("/nowhere").statusCode()).isEqualTo(503);
		for (String path : List.of("/livez", "/readyz", "/startupz", "/actuator/health")) {
			// Each as if its own route were full too.
			RouteLimit limit = this.limits.limitOf(this.limits.routeOf(path));
			while (limit.tryBegin(RequestPriority.ANONYMOUS)) {
				assertThat(limit.inProgress()).isLessThanOrEqualTo(8);
			}
			assertThat(get(path).statusCode()).as(path).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/pool", "/pool-later" })
	void answers503WhenThePoolRefuses(String path) throws Exception {
		HttpResponse<String> response = get(path);
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Retry-After")).isPresent();
		assertThat(this.meters.get("platform.health.shed")
			.tags("route", path, "priority", "anonymous", "reason", "pool")
			.counter()
			.count()).isEqualTo(1);
		// Measured when the answer has gone.
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(this.meters.get("http.server.requests").tag("uri", path).timers()).singleElement()
						.satisfies((timer) -> assertThat(timer.getId().getTag("outcome")).isEqualTo("SHED"))
						.satisfies((timer) -> assertThat(timer.count()).isOne()));
	}

	/**
	 * Outside Spring MVC, where the filter measures before the refusal is answered, as an
	 * error of status 500.
	 */
	@ParameterizedTest
	@CsvSource({ "/not-begun, 503, 500, SHED, 1", "/begun, 200, 200, SUCCESS, 0" })
	void measuresAsShedWhatIsShed(String path, int answered, String measured, String outcome, int shed)
			throws Exception {
		Counter counter = this.meters.get("platform.health.shed")
			.tags("route", RouteLimits.OTHER, "priority", "anonymous", "reason", "pool")
			.counter();
		double before = counter.count();
		HttpResponse<InputStream> response = this.client.send(request(path).build(),
				HttpResponse.BodyHandlers.ofInputStream());
		response.body().close();
		assertThat(response.statusCode()).isEqualTo(answered);
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.meters.find("http.server.requests")
				.tags("exception", "CannotGetJdbcConnectionException", "status", measured)
				.timers()).singleElement()
				.satisfies((timer) -> assertThat(timer.getId().getTag("outcome")).isEqualTo(outcome)));
		Awaitility.await().until(() -> this.limits.limitOf(RouteLimits.OTHER).inProgress() == 0);
		assertThat(counter.count() - before).isEqualTo(shed);
	}

	/**
	 * Prometheus cannot see that a counter was born.
	 */
	@Test
	void whatWasNeverRefusedIsCountedFromZero() throws Exception {
		assertThat(get("/fast").statusCode()).isEqualTo(200);
		assertThat(this.meters.get("platform.health.shed").tag("route", "/fast").counters()).hasSize(6)
			.allSatisfy((counter) -> assertThat(counter.count()).isZero());
	}

	@Test
	void leavesOtherFailuresToTheApplication() throws Exception {
		assertThat(get("/broken").statusCode()).isEqualTo(500);
		assertThat(get("/broken").body()).isEqualTo("the application's answer");
	}

	private List<CompletableFuture<HttpResponse<String>>> start(String route, String path, int count) {
		int before = this.limits.limitOf(route).inProgress();
		var started = Stream.generate(() -> sendAsync(path, "X-None", "x")).limit(count).toList();
		Awaitility.await().until(() -> this.limits.limitOf(route).inProgress() == before + count);
		return started;
	}

	private CompletableFuture<HttpResponse<String>> sendAsync(String path, String... headers) {
		return this.client.sendAsync(request(path).headers(headers).build(), HttpResponse.BodyHandlers.ofString());
	}

	private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = request(path);
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
	static class Shop {

		@Bean
		Slow slow() {
			return new Slow();
		}

		@Bean
		AsyncWork asyncWork() {
			return new AsyncWork();
		}

		/** What no handler serves, and waits nevertheless. */
		@Bean
		FilterRegistrationBean<Filter> nowhere(Slow slow) {
			FilterRegistrationBean<Filter> nowhere = new FilterRegistrationBean<>((request, response, chain) -> {
				try {
					slow.slow("nowhere");
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			});
			nowhere.addUrlPatterns("/nowhere");
			return nowhere;
		}

		/** What fails outside Spring MVC, before or after its answer has begun. */
		@Bean
		FilterRegistrationBean<Filter> refused() {
			FilterRegistrationBean<Filter> refused = new FilterRegistrationBean<>((request, response, chain) -> {
				if (((HttpServletRequest) request).getRequestURI().equals("/begun")) {
					response.flushBuffer();
				}
				throw Slow.refusal();
			});
			refused.addUrlPatterns("/begun", "/not-begun");
			return refused;
		}

		@Bean
		Failures failures() {
			return new Failures();
		}

	}

	@RestController
	static class Slow {

		private volatile CountDownLatch open = new CountDownLatch(1);

		void release() {
			this.open.countDown();
			this.open = new CountDownLatch(1);
		}

		@GetMapping("/slow/{id}")
		String slow(@PathVariable String id) throws InterruptedException {
			this.open.await();
			return id;
		}

		@GetMapping("/fast")
		String fast() {
			return "fast";
		}

		@PostMapping("/note")
		String note(@RequestBody String text) {
			return text;
		}

		@GetMapping("/pool")
		String pool() {
			throw refusal();
		}

		@GetMapping("/pool-later")
		DeferredResult<String> poolLater() {
			DeferredResult<String> result = new DeferredResult<>();
			result.setErrorResult(refusal());
			return result;
		}

		@GetMapping("/broken")
		String broken() {
			throw new CannotGetJdbcConnectionException("no", new SQLTransientConnectionException("no", "08001"));
		}

		private static RuntimeException refusal() {
			return new CannotGetJdbcConnectionException("no",
					new SQLTransientConnectionException("enough are waiting", "PP001"));
		}

	}

	@RestControllerAdvice
	static class Failures {

		@ExceptionHandler
		ResponseEntity<String> any(Exception ex) {
			return ResponseEntity.internalServerError().body("the application's answer");
		}

	}

}
