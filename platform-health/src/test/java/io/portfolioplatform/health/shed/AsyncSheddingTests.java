package io.portfolioplatform.health.shed;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests whose handler has returned long before they end, over real sockets.
 */
@SmallLimits
class AsyncSheddingTests {

	private final HttpClient client = HttpClient.newHttpClient();

	private final List<Socket> sockets = new ArrayList<>();

	@LocalServerPort
	int port;

	@Autowired
	AsyncWork work;

	@Autowired
	RouteLimits limits;

	@Autowired
	MeterRegistry meters;

	@AfterEach
	void finish() throws IOException {
		this.work.finish();
		for (Socket socket : this.sockets) {
			socket.close();
		}
		Awaitility.await().until(() -> this.limits.limitOf("/events").streams() == 0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/deferred", "/callable", "/task", "/body", "/emitter" })
	void countUntilTheyEnd(String path) throws Exception {
		RouteLimit limit = this.limits.limitOf(path);
		List<CompletableFuture<HttpResponse<String>>> answers = Stream.generate(() -> sendAsync(path))
			.limit(8)
			.toList();
		Awaitility.await().until(() -> this.work.begun() == 8);
		Awaitility.await().during(Duration.ofMillis(300)).until(() -> limit.inProgress() == 8);
		assertThat(sendAsync(path).join().statusCode()).isEqualTo(503);
		this.work.finish();
		answers.forEach((answer) -> assertThat(answer.join().body()).isEqualTo("done"));
		Awaitility.await().until(() -> limit.inProgress() == 0);
	}

	/**
	 * They have a limit of their own and leave that of the requests alone.
	 */
	@Test
	void streamsOfEventsCountUntilTheyEnd() throws Exception {
		RouteLimit limit = this.limits.limitOf("/events");
		for (int open = 1; open <= 4; open++) {
			assertThat(openStream()).startsWith("HTTP/1.1 200");
			int expected = open;
			Awaitility.await().until(() -> limit.streams() == expected && limit.inProgress() == 0);
		}
		Awaitility.await().during(Duration.ofMillis(300)).until(() -> limit.streams() == 4);
		HttpResponse<String> fifth = sendAsync("/events").join();
		assertThat(fifth.statusCode()).isEqualTo(503);
		assertThat(fifth.headers().firstValue("Retry-After")).isPresent();
		assertThat(this.meters.get("platform.health.streams").tag("route", "/events").gauge().value()).isEqualTo(4);
		this.work.finish();
		Awaitility.await().until(() -> limit.streams() == 0);
		assertThat(openStream()).startsWith("HTTP/1.1 200");
	}

	@Test
	void aStreamWhoseClientIsGoneEndsWithTheNextEvent() throws Exception {
		RouteLimit limit = this.limits.limitOf("/events");
		openStream();
		Awaitility.await().until(() -> limit.streams() == 1);
		this.sockets.get(0).close();
		Awaitility.await().until(() -> {
			this.work.tell();
			return limit.streams() == 0;
		});
	}

	private String openStream() throws IOException {
		Socket socket = new Socket("localhost", this.port);
		this.sockets.add(socket);
		socket.getOutputStream().write("GET /events HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		InputStream input = socket.getInputStream();
		StringBuilder answer = new StringBuilder();
		while (answer.indexOf("hello") < 0) {
			int next = input.read();
			assertThat(next).as(answer.toString()).isNotNegative();
			answer.append((char) next);
		}
		return answer.toString();
	}

	private CompletableFuture<HttpResponse<String>> sendAsync(String path) {
		return this.client.sendAsync(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

}
