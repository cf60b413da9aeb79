package io.portfolioplatform.health.beacon;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Times that browsers send, over HTTP.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"platform.health.beacon.enabled=true", "platform.health.beacon.pages=/,/portfolios/{id},/funds/A&B" })
class BeaconTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	int port;

	@Autowired
	MeterRegistry meters;

	@Test
	void recordsWhatBrowsersMeasured() throws Exception {
		assertThat(send("page=/portfolios/7&ttfb=120&lcp=900").statusCode()).isEqualTo(204);
		assertThat(this.meters.get("platform.browser.timing")
			.tags("page", "/portfolios/{id}", "timing", "lcp")
			.timer()
			.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(900);
		assertThat(this.meters.get("platform.browser.timing").timers()).hasSizeGreaterThanOrEqualTo(2)
			.allSatisfy((timer) -> assertThat(timer.takeSnapshot().histogramCounts()).isEmpty());
	}

	@Test
	void aPathMayHoldWhatSeparatesFields() throws Exception {
		assertThat(this.client
			.send(HttpRequest.newBuilder(uri(BeaconFilter.SCRIPT)).build(), HttpResponse.BodyHandlers.ofString())
			.body()).contains("\"page=\" + location.pathname.replace(/&/g, \"%26\")");
		assertThat(send("page=/funds/A%26B&fcp=30").statusCode()).isEqualTo(204);
		assertThat(
				this.meters.get("platform.browser.timing").tags("page", "/funds/A&B", "timing", "fcp").timer().count())
			.isEqualTo(1);
	}

	@Test
	void boundsThePages() throws Exception {
		for (int i = 0; i < 50; i++) {
			send("page=/made-up/" + i + "&load=1");
		}
		assertThat(this.meters.find("platform.browser.timing").tag("timing", "load").timers()).hasSize(1);
		assertThat(this.meters.get("platform.browser.timing").tags("page", "other", "timing", "load").timer().count())
			.isEqualTo(50);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "page=/", "page=relative&lcp=1", "lcp=1", "page=/&lcp=-1", "page=/&lcp=1.5",
			"page=/&lcp=600001", "page=/&lcp=99999999999", "page=/&made-up=1", "page=/&lcp", "{\"page\":\"/\"}" })
	void refusesWhatIsNoBeacon(String body) throws Exception {
		HttpResponse<String> response = send(body);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).isEmpty();
	}

	@Test
	void refusesLargeBodies() throws Exception {
		assertThat(send("page=/" + "x".repeat(3000) + "&lcp=1").statusCode()).isEqualTo(413);
	}

	@Test
	void servesTheScript() throws Exception {
		HttpResponse<String> response = this.client.send(HttpRequest.newBuilder(uri(BeaconFilter.SCRIPT)).build(),
				HttpResponse.BodyHandlers.ofString());
		assertThat(response.headers().firstValue("Content-Type")).hasValue("text/javascript");
		assertThat(response.body()).contains("navigator.sendBeacon(");
		assertThat(this.client
			.send(HttpRequest.newBuilder(uri(BeaconFilter.PATH)).build(), HttpResponse.BodyHandlers.ofString())
			.statusCode()).isEqualTo(404);
	}

	@Test
	void letsSoManyThroughInASecond() {
		AtomicLong now = new AtomicLong();
		PerSecond rate = new PerSecond(2, now::get);
		assertThat(rate.tryPass()).isTrue();
		assertThat(rate.tryPass()).isTrue();
		assertThat(rate.tryPass()).isFalse();
		now.set(TimeUnit.SECONDS.toNanos(1));
		assertThat(rate.tryPass()).isTrue();
	}

	@Test
	void answers429BeyondTheRate() throws Exception {
		BeaconFilter filter = new BeaconFilter(List.of(), 1, (page, timing, time) -> {
		});
		MockHttpServletResponse response = new MockHttpServletResponse();
		// Two of three calls fall into the same second, whenever that begins.
		for (int i = 0; i < 3 && response.getStatus() != 429; i++) {
			response = new MockHttpServletResponse();
			filter.doFilter(new MockHttpServletRequest("POST", BeaconFilter.PATH), response, new MockFilterChain());
		}
		assertThat(response.getStatus()).isEqualTo(429);
		assertThat(response.getHeader("Retry-After")).isEqualTo("1");
	}

	private HttpResponse<String> send(String body) throws IOException, InterruptedException {
		return this.client.send(
				HttpRequest.newBuilder(uri(BeaconFilter.PATH)).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
	static class Shop {

	}

}
