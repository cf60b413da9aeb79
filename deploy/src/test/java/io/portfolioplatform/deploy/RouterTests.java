package io.portfolioplatform.deploy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the nginx behind the published one, with two backends that read a request and
 * hang up the first time they see it.
 */
@EnabledIf("io.portfolioplatform.deploy.Commands#haveServers")
class RouterTests {

	private static final String HALF = "/half";

	private static final int LENGTH = 100_000;

	/** Two pages of memory, of which nginx makes its buffers. */
	private static final int BUFFERS = 8192;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final Map<String, Integer> asked = new ConcurrentHashMap<>();

	private final List<ServerSocket> backends = new ArrayList<>();

	private final HttpClient client = HttpClient.newHttpClient();

	private final int port = Commands.freePort();

	@TempDir
	Path directory;

	private final CountDownLatch goOn = new CountDownLatch(1);

	private Process nginx;

	@BeforeEach
	void start() throws Exception {
		Path upstream = Files.createDirectory(this.directory.resolve("upstream"));
		StringBuilder servers = new StringBuilder();
		for (int number = 0; number < 2; number++) {
			ServerSocket backend = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
			this.backends.add(backend);
			this.executor.execute(() -> serve(backend));
			servers.append("server 127.0.0.1:").append(backend.getLocalPort()).append(" max_fails=0;\n");
		}
		Files.writeString(upstream.resolve("backends.conf"), servers);
		Path configuration = this.directory.resolve("router.conf");
		Files.writeString(configuration, configuration(upstream));
		this.nginx = new ProcessBuilder("bash", "-c",
				"PATH=$PATH:/usr/sbin exec nginx -e stderr -c " + configuration + " -g 'daemon off;'")
			.inheritIO()
			.start();
		await().ignoreExceptions().until(() -> send("GET", "/nginx-health", "").statusCode() == 200);
	}

	@AfterEach
	void stop() throws IOException {
		this.nginx.destroy();
		this.nginx.onExit().join();
		for (ServerSocket backend : this.backends) {
			backend.close();
		}
		this.executor.shutdownNow();
	}

	@ParameterizedTest
	@CsvSource({ "GET, '', 200, 2", "PUT, '', 200, 2", "POST, 7f2c, 200, 2", "POST, '', 503, 1", "PATCH, '', 503, 1",
			"PATCH, 7f2c, 503, 1" })
	void onlyWhatMayBeDoneTwiceIsSentToAnother(String method, String key, int status, int times) throws Exception {
		HttpResponse<String> response = send(method, "/orders", key);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(this.asked).as("backends that were asked").containsExactly(Map.entry(method + " /orders", times));
		if (status == 503) {
			assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
			assertThat(response.headers().firstValue("Retry-After")).hasValue("2");
		}
	}

	/**
	 * What has arrived so far fills nginx' buffers to the last byte: there 1.22 stops to
	 * wait for the rest where it buffers, and a worker that is told to leave leaves.
	 */
	@Test
	void reloadLeavesAnswersThatHaveBegun() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + HALF)).build();
		HttpResponse<InputStream> response = this.client.send(request, HttpResponse.BodyHandlers.ofInputStream());
		assertThat(response.body().readNBytes(1)).hasSize(1);
		Process reload = new ProcessBuilder("bash", "-c", "PATH=$PATH:/usr/sbin compose/nginx/reload " + this.directory
				+ "/router.conf " + this.directory + "/nginx.pid 1")
			.inheritIO()
			.start();
		assertThat(reload.waitFor()).isZero();
		this.goOn.countDown();
		assertThat(response.body().readAllBytes()).hasSize(LENGTH - 1);
	}

	private HttpResponse<String> send(String method, String path, String key) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.method(method, HttpRequest.BodyPublishers.noBody());
		if (!key.isEmpty()) {
			request.header("Idempotency-Key", key);
		}
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private void serve(ServerSocket backend) {
		try {
			while (true) {
				try (Socket socket = backend.accept()) {
					answer(socket);
				}
			}
		}
		catch (SocketException closed) {
			// The test is over.
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void answer(Socket socket) throws IOException {
		BufferedReader reader = new BufferedReader(
				new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
		String first = reader.readLine();
		String line = first;
		while (line != null && !line.isEmpty()) {
			line = reader.readLine();
		}
		if (first != null && first.contains(HALF)) {
			answerInHalves(socket.getOutputStream());
		}
		else if (first != null && this.asked.merge(first.replace(" HTTP/1.1", ""), 1, Integer::sum) > 1) {
			OutputStream output = socket.getOutputStream();
			output.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
				.getBytes(StandardCharsets.US_ASCII));
			output.flush();
		}
	}

	private void answerInHalves(OutputStream output) throws IOException {
		byte[] head = ("HTTP/1.1 200 OK\r\nContent-Length: " + LENGTH + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
		byte[] half = Arrays.copyOf(head, BUFFERS);
		output.write(half);
		try {
			this.goOn.await();
		}
		catch (InterruptedException ex) {
			throw new InterruptedIOException();
		}
		output.write(new byte[LENGTH + head.length - BUFFERS]);
	}

	/**
	 * The shipped file with other addresses.
	 */
	private String configuration(Path upstream) throws IOException {
		String text = Files.readString(Path.of("compose/nginx/router.conf"));
		// In this order: what is put in for the last may hold what is replaced before.
		for (Map.Entry<String, String> change : List.of(Map.entry("listen 8080", "listen 127.0.0.1:" + this.port),
				Map.entry("/tmp/", this.directory + "/"), Map.entry("/etc/nginx/upstream", upstream.toString()))) {
			assertThat(text).contains(change.getKey());
			text = text.replace(change.getKey(), change.getValue());
		}
		return text;
	}

}
