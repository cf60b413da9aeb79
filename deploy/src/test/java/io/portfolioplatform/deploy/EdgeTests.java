package io.portfolioplatform.deploy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
 * Tests for the limits of the published nginx with its shipped configuration, in front of
 * a server that stands in for the router.
 */
@EnabledIf("io.portfolioplatform.deploy.Commands#haveServers")
class EdgeTests {

	private static final int CONNECTIONS = 100;

	private static final int BURST = 200;

	private static final int UPLOADS = 3;

	private static final int LARGE = 16 * 1024 * 1024;

	@TempDir
	Path directory;

	private final CountDownLatch held = new CountDownLatch(CONNECTIONS);

	private final CountDownLatch release = new CountDownLatch(1);

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final Queue<String> asked = new ConcurrentLinkedQueue<>();

	private final int port = Commands.freePort();

	private HttpServer router;

	private Process nginx;

	private Path log;

	@BeforeEach
	void start() throws Exception {
		this.router = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 200);
		this.router.setExecutor(this.executor);
		this.router.createContext("/", (exchange) -> {
			this.asked.add(exchange.getRequestURI().getPath());
			exchange.getRequestBody().readAllBytes();
			answer(exchange, sender(exchange));
		});
		this.router.createContext("/held", (exchange) -> {
			this.held.countDown();
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			answer(exchange, "held");
		});
		this.router.start();
		this.router.createContext("/large", (exchange) -> answer(exchange, "x".repeat(LARGE)));
		// Where nginx is started by root its workers are somebody else, and keep bodies
		// there.
		Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("rwxr-xr-x"));
		this.log = this.directory.resolve("nginx.log");
		Path configuration = this.directory.resolve("nginx.conf");
		Files.writeString(configuration, configuration());
		ProcessBuilder builder = new ProcessBuilder("bash", "-c",
				"PATH=$PATH:/usr/sbin exec nginx -e stderr -c " + configuration + " -g 'daemon off;'")
			.redirectErrorStream(true)
			.redirectOutput(this.log.toFile());
		this.nginx = builder.start();
		await().until(() -> get("127.0.0.3", "/nginx-health", "x").startsWith("HTTP/1.1 200"));
	}

	@AfterEach
	void stop() {
		this.release.countDown();
		this.nginx.destroy();
		this.nginx.onExit().join();
		this.router.stop(0);
		this.executor.shutdown();
	}

	@Test
	void answers429BeyondTheBurstWhateverTheCallerSaysAboutItsAddress() throws Exception {
		List<String> answers = new ArrayList<>();
		for (int number = 0; number < BURST + 50; number++) {
			answers.add(get("127.0.0.2", "/", "192.0.2." + number % 250));
		}
		assertThat(answers.subList(0, BURST)).allMatch((answer) -> answer.startsWith("HTTP/1.1 200"));
		assertThat(answers.get(answers.size() - 1)).startsWith("HTTP/1.1 429")
			.contains("Retry-After: 1", "application/problem+json", "Too many requests from your address");
		assertThat(answers.get(0)).as("what the application is told").endsWith(told("127.0.0.2"));
		assertThat(get("127.0.0.4", "/", "x")).as("another address").startsWith("HTTP/1.1 200");
	}

	@Test
	void answers429BeyondTheConnectionsOfAnAddress() throws Exception {
		List<Future<String>> first = new ArrayList<>();
		for (int number = 0; number < CONNECTIONS; number++) {
			first.add(this.executor.submit(() -> get("127.0.0.2", "/held", "x")));
		}
		assertThat(this.held.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(get("127.0.0.2", "/", "192.0.2.9")).startsWith("HTTP/1.1 429").contains("Retry-After: 1");
		assertThat(get("127.0.0.4", "/", "x")).as("another address").startsWith("HTTP/1.1 200");
		this.release.countDown();
		for (Future<String> one : first) {
			assertThat(one.get()).startsWith("HTTP/1.1 200");
		}
	}

	/**
	 * However nginx shortens the addresses of one network.
	 */
	@ParameterizedTest
	@CsvSource({ "2001:db8:7:1:%x::1, 2001:db8:7:1::%x, 2001:db8:7:2::1",
			"2001:db8:7:1:%x:2:3:4, 2001:DB8:7:1::%x, 2001:db8:7::1", "2001:db8::%x, 2001:db8:0:0:%x::, 2001:db8:1::1",
			"2001:db8:7::%x:1, 2001:db8:7:0:%x:2:3:4, 2001:db8:8::1:1",
			"2001:db8:0:5:%x:2:3:4, 2001:db8:0:5::%x, 2001:db8:0:6:1:2:3:4",
			"2a02::7:%x:2:3:4, 2a02:0:0:7:%x::, 2a02:1::1" })
	void countsANetworkOfIpv6AsOneCaller(String address, String shortened, String another) throws Exception {
		for (int number = 1; number <= BURST + 1; number++) {
			String from = (number % 2 == 0) ? address : shortened;
			assertThat(get("127.0.0.1", "/", from.formatted(number))).startsWith("HTTP/1.1 200");
		}
		assertThat(get("127.0.0.1", "/", address.formatted(BURST + 2))).startsWith("HTTP/1.1 429");
		assertThat(get("127.0.0.1", "/", another)).as("another network").startsWith("HTTP/1.1 200");
	}

	@Test
	void countsEachAddressOfIpv4HoweverItIsWritten() throws Exception {
		for (int number = 0; number < BURST + 50; number++) {
			assertThat(get("127.0.0.1", "/", "::ffff:192.0.2." + number)).startsWith("HTTP/1.1 200");
		}
	}

	@Test
	void passesOnNoClaimAboutTheAddress() throws Exception {
		for (String claim : List.of("192.0.2.7", "192.0.2.7\r\nX-Forwarded-For: 192.0.2.8", "127.0.0.1",
				"192.0.2.7\r\nX-Real-IP: 192.0.2.7", "192.0.2.7\r\nForwarded: for=192.0.2.7",
				"192.0.2.7\r\nx-real-ip: 192.0.2.7\r\nforwarded: for=192.0.2.7")) {
			assertThat(get("127.0.0.2", "/", claim)).as(claim).endsWith(told("127.0.0.2"));
		}
	}

	@Test
	void believesTheProxyInFrontOfIt() throws Exception {
		assertThat(get("127.0.0.1", "/", "192.0.2.7")).endsWith(told("192.0.2.7"));
		assertThat(get("127.0.0.1", "/", "192.0.2.6, 192.0.2.7")).as("which knows one address")
			.endsWith(told("192.0.2.7"));
	}

	/**
	 * As the container's entry point writes it of {@code REAL_IP_FROM}.
	 */
	@Test
	void believesAProxyThatItIsToldOf() throws Exception {
		assertThat(get("127.0.0.5", "/", "192.0.2.7")).as("a caller as any other").endsWith(told("127.0.0.5"));
		Document nginx = Document.read(Path.of("compose/docker-compose.prod.yml")).get(0).part("$.services.nginx");
		assertThat(nginx.text("$.environment.REAL_IP_FROM")).isEqualTo("${REAL_IP_FROM:-}");
		String start = nginx.text("$.entrypoint[2]").replace("$$", "$").replace("/tmp/", this.directory + "/");
		Commands.run(Map.of("REAL_IP_FROM", "127.0.0.5 192.168.0.0/16"), "bash", "-ec",
				start.substring(0, start.indexOf("; exec")));
		reload();
		await().untilAsserted(() -> assertThat(get("127.0.0.5", "/", "192.0.2.7")).endsWith(told("192.0.2.7")));
		assertThat(get("127.0.0.6", "/", "192.0.2.7")).as("another address").endsWith(told("127.0.0.6"));
	}

	private void reload() throws Exception {
		Commands.run(Map.of(), "kill", "-HUP", String.valueOf(this.nginx.pid()));
	}

	/**
	 * A body that comes slowly holds a connection of nginx, and nothing behind it.
	 */
	@Test
	void waitsForTheWholeBodyItself() throws Exception {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.getOutputStream()
				.write("POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nbegin"
					.getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
			assertThat(answer).satisfiesAnyOf((text) -> assertThat(text).isEmpty(),
					(text) -> assertThat(text).startsWith("HTTP/1.1 408"));
		}
		assertThat(this.asked).doesNotContain("/slow");
		assertThat(get("127.0.0.4", "/whole", "x")).startsWith("HTTP/1.1 200");
		assertThat(this.asked).contains("/whole");
	}

	/**
	 * Bodies wait here before anybody is authenticated.
	 */
	@Test
	void leavesRoomForTheUploadsOfOthers() throws Exception {
		List<Socket> slow = new ArrayList<>();
		try {
			for (int number = 0; number < UPLOADS; number++) {
				Socket socket = new Socket("127.0.0.1", this.port, InetAddress.getByName("127.0.0.2"), 0);
				slow.add(socket);
				socket.getOutputStream()
					.write("PUT /api/imports HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n"
						.getBytes(StandardCharsets.US_ASCII));
			}
			await().untilAsserted(() -> {
				for (Socket socket : slow) {
					socket.getOutputStream().write('x');
				}
				assertThat(post("127.0.0.2", "/api/imports", 10)).startsWith("HTTP/1.1 429");
			});
			assertThat(get("127.0.0.2", "/api/imports", "x")).as("what came of them").startsWith("HTTP/1.1 200");
			assertThat(post("127.0.0.4", "/api/imports", 10)).as("another address").startsWith("HTTP/1.1 200");
		}
		finally {
			for (Socket socket : slow) {
				socket.close();
			}
		}
	}

	@Test
	void takesLargeBodiesOnlyWhereFilesAreImported() throws Exception {
		int length = 3 * 1024 * 1024;
		assertThat(post("127.0.0.2", "/api/imports/preview", length)).startsWith("HTTP/1.1 200");
		for (String path : List.of("/api/portfolios", "/api/imports/7", "/api/importsX")) {
			assertThat(post("127.0.0.2", path, length)).startsWith("HTTP/1.1 413")
				.contains("application/problem+json", "40 MB");
		}
	}

	/**
	 * Its files would be memory of its container.
	 */
	@Test
	void keepsNoAnswerInAFile() throws Exception {
		try (Socket socket = new Socket()) {
			socket.setReceiveBufferSize(4096);
			socket.connect(new InetSocketAddress("127.0.0.1", this.port));
			socket.getOutputStream()
				.write("GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
					.getBytes(StandardCharsets.US_ASCII));
			InputStream input = socket.getInputStream();
			long length = 0;
			for (int read; (read = input.readNBytes(4096).length) > 0;) {
				length += read;
			}
			assertThat(length).isGreaterThan(LARGE);
		}
		assertThat(Files.readString(this.log)).doesNotContain("buffered to a temporary file");
	}

	/**
	 * The shipped file with other addresses, a rate that no machine is too slow to
	 * exceed, and less patience.
	 */
	private String configuration() throws IOException {
		String text = Files.readString(Path.of("compose/nginx/nginx.conf"));
		for (Map.Entry<String, String> change : Map
			.of("listen 8080", "listen 127.0.0.1:" + this.port, "listen 8081",
					"listen 127.0.0.1:" + Commands.freePort(), "router:8080",
					"127.0.0.1:" + this.router.getAddress().getPort(), "/tmp/", this.directory + "/", "rate=100r/s",
					"rate=1r/m", "client_body_timeout 15s", "client_body_timeout 1s")
			.entrySet()) {
			assertThat(text).contains(change.getKey());
			text = text.replace(change.getKey(), change.getValue());
		}
		return text;
	}

	private String get(String from, String path, String forwardedFor) throws IOException {
		try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), this.port, InetAddress.getByName(from),
				0)) {
			OutputStream output = socket.getOutputStream();
			output.write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Forwarded-For: "
					+ forwardedFor + "\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			BufferedReader reader = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
			return String.join("\n", reader.lines().toList());
		}
		catch (ConnectException ex) {
			return "not yet";
		}
	}

	private String post(String from, String path, int length) throws IOException {
		try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), this.port, InetAddress.getByName(from),
				0)) {
			try {
				socket.getOutputStream()
					.write(("POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + length
							+ "\r\n\r\n" + "x".repeat(length))
						.getBytes(StandardCharsets.US_ASCII));
			}
			catch (SocketException ex) {
				// It has answered, and reads no further.
			}
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
		}
	}

	private static String sender(HttpExchange exchange) {
		return Stream.of("X-Forwarded-For", "X-Real-IP", "Forwarded")
			.map((name) -> name + "=" + exchange.getRequestHeaders().get(name))
			.collect(Collectors.joining(" "));
	}

	/**
	 * What the application is told about a caller.
	 */
	private static String told(String address) {
		return "X-Forwarded-For=[%1$s] X-Real-IP=[%1$s] Forwarded=null".formatted(address);
	}

	private static void answer(HttpExchange exchange, String text) throws IOException {
		byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
		exchange.sendResponseHeaders(200, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

}
