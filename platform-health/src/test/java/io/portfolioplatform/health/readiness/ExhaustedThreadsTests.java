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
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every thread of the main port is taken by a request that does not end.
 */
@SpringBootTest(classes = StuckShop.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.server.port=0", "server.tomcat.threads.max=2", "server.tomcat.threads.min-spare=2",
				"platform.health.indicators.interval=100ms", "platform.health.indicators.deadline=4s",
				"platform.health.readiness.stuck-requests=2", "platform.health.readiness.stuck-after=5s",
				"platform.health.readiness.recover-after=1s" })
class ExhaustedThreadsTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	int port;

	@LocalManagementPort
	int managementPort;

	@Autowired
	StuckShop.Stuck stuck;

	@Test
	void managementPortStillAnswersAndReadinessComesAndGoes() throws Exception {
		assertThat(probe("/readyz").statusCode()).isEqualTo(200);
		var requests = Stream.generate(this::getStuck).limit(2).toList();
		Awaitility.await().until(() -> this.stuck.entered.getCount() == 0);
		assertThat(probe("/livez").statusCode()).as("a restart would not help").isEqualTo(200);
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> probe("/readyz").statusCode() == 503);
		assertThat(probe("/readyz").body()).contains("no request has ended for PT5S");
		assertThat(probe("/livez").statusCode()).isEqualTo(200);
		this.stuck.release.countDown();
		requests.forEach((request) -> assertThat(request.join().statusCode()).isEqualTo(200));
		Awaitility.await().until(() -> probe("/readyz").statusCode() == 200);
	}

	private CompletableFuture<HttpResponse<String>> getStuck() {
		return this.client.sendAsync(request(this.port, "/stuck"), HttpResponse.BodyHandlers.ofString());
	}

	private HttpResponse<String> probe(String path) throws IOException, InterruptedException {
		return this.client.send(request(this.managementPort, path), HttpResponse.BodyHandlers.ofString());
	}

	private static HttpRequest request(int port, String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
			.timeout(Duration.ofSeconds(30))
			.build();
	}

}
