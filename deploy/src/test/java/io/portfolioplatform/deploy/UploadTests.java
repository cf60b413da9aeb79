package io.portfolioplatform.deploy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.portfolioplatform.test.RequiresDocker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the published nginx, with the memory and the files that compose gives it,
 * survives callers who send all that they may, and never end.
 */
@RequiresDocker
class UploadTests {

	private static final int UPLOADS = 8;

	/** As much as is taken, and a little that does not come. */
	private static final int LENGTH = 41 * 1024 * 1024;

	private static final int PORT = Commands.freePort();

	private static final Map<String, String> ENVIRONMENT = Map.of("COMPOSE_PROJECT_NAME", "portfolio-uploads",
			"COMPOSE_PROGRESS", "quiet", "LISTEN", "127.0.0.1:" + PORT, "REAL_IP_FROM", "0.0.0.0/0");

	@TempDir
	Path directory;

	@BeforeEach
	void start() throws Exception {
		// Nothing is ever sent there: no request is complete.
		Files.writeString(this.directory.resolve("router.yml"),
				"services: {nginx: {extra_hosts: [\"router:192.0.2.1\"], networks: !override [edge]}}\n");
		compose("up", "-d", "--wait", "--no-deps", "nginx");
	}

	@AfterEach
	void stop() throws Exception {
		compose("down", "--volumes");
	}

	@Test
	void refusesUploadsThatItHasNoRoomForAndGoesOn() throws Exception {
		List<Socket> sockets = new ArrayList<>();
		List<String> answers = new ArrayList<>();
		try {
			for (int number = 0; number < UPLOADS; number++) {
				Socket socket = new Socket("127.0.0.1", PORT);
				sockets.add(socket);
				answers.add(send(socket, "192.0.2." + number, (number < UPLOADS - 1) ? 1_000 : 60_000));
			}
			assertThat(answers).as("the first, which is waited for").first().asString().isEmpty();
			assertThat(answers).as("the last").last().asString().startsWith("HTTP/1.1 503").contains("problem+json");
			assertThat(HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/nginx-health")).build(),
						BodyHandlers.ofString())
				.body()).isEqualTo("ok\n");
			String container = compose("ps", "-q", "nginx").strip();
			assertThat(Commands.run(Map.of(), "docker", "inspect", "-f", "{{.State.OOMKilled}} {{.RestartCount}}",
					container))
				.isEqualTo("false 0\n");
			assertThat(compose("logs", "nginx")).as("a worker that was killed is replaced").doesNotContain("signal 9");
		}
		finally {
			for (Socket socket : sockets) {
				socket.close();
			}
		}
	}

	/**
	 * Sends all but the last byte and returns what is answered so far: nothing as long as
	 * nginx waits.
	 */
	private static String send(Socket socket, String from, int patience) throws IOException {
		socket.setSoTimeout(patience);
		byte[] answer = new byte[1024];
		try {
			OutputStream output = socket.getOutputStream();
			output.write(("POST /api/imports HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: " + from + "\r\nContent-Length: "
					+ LENGTH + "\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			output.write(new byte[LENGTH - 1]);
		}
		catch (IOException ex) {
			// It has answered, and reads no further.
		}
		try {
			int length = socket.getInputStream().read(answer);
			return (length > 0) ? new String(answer, 0, length, StandardCharsets.US_ASCII) : "closed";
		}
		catch (SocketTimeoutException ex) {
			return "";
		}
	}

	private String compose(String... arguments) throws Exception {
		List<String> command = new ArrayList<>(List.of("docker", "compose", "-f",
				"deploy/compose/docker-compose.prod.yml", "-f", this.directory.resolve("router.yml").toString()));
		command.addAll(List.of(arguments));
		return Commands.run(ENVIRONMENT, command.toArray(String[]::new));
	}

}
