package io.portfolioplatform.health.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The scorecard over HTTP, from requests that were really served.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoints.web.exposure.include=scorecard,health",
				"platform.health.scorecard.latency.objective=20ms", "platform.health.scorecard.latency.alert=10s",
				"platform.health.scorecard.min-requests=10" })
class ScorecardEndpointTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	int port;

	@Autowired
	MeterRegistry meters;

	@Test
	void judgesWhatWasServed() throws Exception {
		hit("/slow", 10);
		hit("/missing", 10);
		hit("/broken", 10);
		hit("/refused", 10);
		hit("/actuator/health", 10);
		hit("/livez", 10);
		Gauge.builder("hikaricp.connections.active", () -> 9).tag("pool", "main").register(this.meters);
		Gauge.builder("hikaricp.connections.max", () -> 10).tag("pool", "main").register(this.meters);
		Gauge.builder("platform.dbpool.lease.age", () -> 16).baseUnit("seconds").register(this.meters);
		Gauge.builder("platform.dbpool.fleet.pods", () -> 3).register(this.meters);
		FunctionCounter.builder("cache.gets", 95, Integer::doubleValue)
			.tags("cache", "prices", "result", "hit")
			.register(this.meters);
		FunctionCounter.builder("cache.gets", 5, Integer::doubleValue)
			.tags("cache", "prices", "result", "miss")
			.register(this.meters);
		String text = get("/actuator/scorecard?format=text").body();
		assertThat(text).containsPattern("FAIL +slow requests +GET /slow +100.0%")
			.containsPattern("FAIL +shed requests +25.0%")
			.containsPattern("FAIL +errors +25.0%")
			.containsPattern("FAIL +pool use +main +90.0%")
			.containsPattern("PASS +cache hits +prices +95.0%")
			.containsPattern("UNKNOWN +gc pause")
			.containsPattern("FAIL +lease age +16.0 s")
			.containsPattern("UNKNOWN +pod demand +3 live")
			.doesNotContain("/actuator", "/livez");
		HttpResponse<String> json = get("/actuator/scorecard");
		assertThat(json.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(json.body()).contains("\"verdict\":\"FAIL\"", "\"metric\":\"CACHE_HITS\"", "\"value\":0.95");
		HttpResponse<String> page = get("/actuator/scorecard?format=html");
		assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html");
		assertThat(page.body()).contains("<h1 class=\"FAIL\">", "GET /slow");
		assertThat(get("/actuator/scorecard?format=xml").statusCode()).isEqualTo(400);
	}

	@Test
	void onlyServedRequestsHaveBuckets() throws Exception {
		hit("/slow", 1);
		hit("/actuator/health", 1);
		this.meters.timer("other").record(1, TimeUnit.MILLISECONDS);
		assertThat(this.meters.find("http.server.requests").timers()).isNotEmpty();
		for (Meter meter : this.meters.getMeters()) {
			if (meter instanceof Timer timer) {
				boolean served = timer.getId().getName().equals("http.server.requests");
				assertThat(timer.takeSnapshot().histogramCounts()).as(timer.getId().toString()).hasSize(served ? 4 : 0);
			}
		}
		assertThat(this.meters.find("http.server.requests.active").longTaskTimers()).isNotEmpty()
			.allSatisfy((active) -> assertThat(active.takeSnapshot().histogramCounts()).isEmpty());
	}

	private void hit(String path, int times) throws IOException, InterruptedException {
		for (int i = 0; i < times; i++) {
			get(path);
		}
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
	static class Shop {

		@Bean
		Pages pages() {
			return new Pages();
		}

	}

	@RestController
	static class Pages {

		@GetMapping("/slow")
		String slow() {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(25));
			return "slow";
		}

		@GetMapping("/broken")
		String broken() {
			throw new IllegalStateException("broken");
		}

		@GetMapping("/refused")
		String refused() throws SQLTransientConnectionException {
			throw new SQLTransientConnectionException("enough are waiting", "PP001");
		}

	}

}
