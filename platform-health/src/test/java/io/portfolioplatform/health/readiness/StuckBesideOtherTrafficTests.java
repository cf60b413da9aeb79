package io.portfolioplatform.health.readiness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process is stuck although its one port answers probes, the Actuator, and what it
 * refuses.
 */
@SpringBootTest(classes = StuckShop.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "platform.health.indicators.interval=100ms", "platform.health.indicators.deadline=4s",
				"platform.health.readiness.stuck-requests=2", "platform.health.readiness.stuck-after=5s",
				"platform.health.readiness.recover-after=1s", "platform.health.shedding.initial-limit=2",
				"platform.health.shedding.min-limit=2", "platform.health.shedding.max-limit=2" })
class StuckBesideOtherTrafficTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	int port;

	@Autowired
	StuckShop.Stuck stuck;

	@Test
	void instantAnswersDoNotHideIt() throws Exception {
		var requests = Stream.generate(() -> this.client.sendAsync(request("/stuck"), text())).limit(2).toList();
		Awaitility.await().until(() -> this.stuck.entered.getCount() == 0);
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
			assertThat(status("/stuck")).as("refused").isEqualTo(503);
			assertThat(status("/actuator/health")).isEqualTo(200);
			return status("/readyz") == 503;
		});
		this.stuck.release.countDown();
		assertThat(requests).isNotEmpty()
			.extracting(CompletableFuture::join)
			.allSatisfy((response) -> assertThat(response.statusCode()).isEqualTo(200));
		Awaitility.await().until(() -> status("/readyz") == 200);
	}

	private int status(String path) throws IOException, InterruptedException {
		return this.client.send(request(path), text()).statusCode();
	}

	private HttpRequest request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path)).build();
	}

	private static HttpResponse.BodyHandler<String> text() {
		return HttpResponse.BodyHandlers.ofString();
	}

}
