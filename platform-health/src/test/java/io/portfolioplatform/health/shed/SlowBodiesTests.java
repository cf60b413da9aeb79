package io.portfolioplatform.health.shed;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests whose body does not come, over real sockets: no proxy is in front that would
 * wait for it.
 */
@SmallLimits
class SlowBodiesTests {

	private static final String NOTE = "/note";

	private final HttpClient client = HttpClient.newHttpClient();

	private final List<Socket> sockets = new ArrayList<>();

	@LocalServerPort
	int port;

	@Autowired
	RouteLimits limits;

	@AfterEach
	void leave() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	@Test
	void fillTheirOwnRouteAloneUntilTheyAreDone() throws Exception {
		RouteLimit limit = this.limits.limitOf(NOTE);
		for (int i = 0; i < 8; i++) {
			beginNote();
		}
		Awaitility.await().until(() -> limit.inProgress() == 8);
		assertThat(status(note())).isEqualTo(503);
		assertThat(status(request("/fast"))).isEqualTo(200);
		this.sockets.get(0).close();
		this.sockets.get(1).getOutputStream().write('t');
		Awaitility.await().until(() -> limit.inProgress() == 6);
		assertThat(status(note())).isEqualTo(200);
	}

	private void beginNote() throws IOException {
		Socket socket = new Socket("localhost", this.port);
		this.sockets.add(socket);
		socket.getOutputStream()
			.write("POST /note HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\ni"
				.getBytes(StandardCharsets.US_ASCII));
	}

	private HttpRequest.Builder note() {
		return request(NOTE).header("Content-Type", "text/plain").POST(BodyPublishers.ofString("it"));
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
	}

	private int status(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), BodyHandlers.discarding()).statusCode();
	}

}
