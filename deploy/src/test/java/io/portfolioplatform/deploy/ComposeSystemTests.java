package io.portfolioplatform.deploy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.portfolioplatform.test.RequiresDocker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the commands that run the system on one host; run after the application is
 * packaged.
 */
@RequiresDocker
@Tag("packaged")
class ComposeSystemTests {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final int PORT = freePort();

	private static final String URL = "http://127.0.0.1:" + PORT;

	@BeforeAll
	static void up() throws Exception {
		run("docker", "build", "-q", "-t", "portfolio-backend:test", "-f", "deploy/docker/Dockerfile", ".");
		run("deploy/bin/init-secrets");
		run("deploy/bin/up");
	}

	@AfterAll
	static void down() throws Exception {
		run("deploy/bin/down", "--volumes");
		run("git", "checkout", "-q", "--", "deploy/compose/nginx/upstream");
	}

	@Test
	void servesAPersonThroughUpdatesAndScaling() throws Exception {
		assertThat(run("deploy/bin/smoke-test", URL).lines()).allMatch((line) -> line.startsWith("ok")).hasSize(11);
		try (Load load = new Load()) {
			assertThat(run("deploy/bin/rolling-update")).contains("replaced");
			assertThat(run("deploy/bin/scale", "2")).contains("2 backends serve");
			load.stop();
			assertThat(load.answered).hasValueGreaterThan(100);
			assertThat(load.lost).isEmpty();
		}
		assertThat(run("deploy/bin/smoke-test", URL).lines()).allMatch((line) -> line.startsWith("ok"));
		assertThat(metricsOfTheAlerts()).hasSizeGreaterThan(4).isSubsetOf(scrapedMetrics());
	}

	private static Set<String> metricsOfTheAlerts() throws IOException {
		return Pattern.compile("\\b(http_server|hikaricp)_\\w+")
			.matcher(Files.readString(Path.of("monitoring/alerts.yml")))
			.results()
			.map(MatchResult::group)
			.collect(Collectors.toSet());
	}

	private static Set<String> scrapedMetrics() throws Exception {
		String backend = run("docker", "ps", "-q", "--filter", "name=portfolio-test-backend").lines()
			.findFirst()
			.orElseThrow();
		String scrape = run("docker", "exec", backend, "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8081; "
				+ "printf 'GET /actuator/prometheus HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3; cat <&3");
		return scrape.lines()
			.filter((line) -> !line.startsWith("#"))
			.map((line) -> line.split("[{ ]", 2)[0])
			.collect(Collectors.toSet());
	}

	private static String run(String... command) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true);
		builder.environment().put("TAG", "test");
		builder.environment().put("COMPOSE_PROJECT_NAME", "portfolio-test");
		builder.environment().put("COMPOSE_PROGRESS", "quiet");
		builder.environment().put("LISTEN", "127.0.0.1:" + PORT);
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as("%s%n%s", List.of(command), output).isZero();
		return output;
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Asks for the dashboard again and again and keeps what goes wrong.
	 */
	private static final class Load implements AutoCloseable {

		final AtomicInteger answered = new AtomicInteger();

		final Queue<String> lost = new ConcurrentLinkedQueue<>();

		private final AtomicBoolean stopped = new AtomicBoolean();

		private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

		private final List<Thread> threads = List.of(new Thread(this::ask), new Thread(this::ask));

		Load() {
			this.threads.forEach(Thread::start);
		}

		private void ask() {
			HttpRequest request = HttpRequest.newBuilder(URI.create(URL + "/api/dashboard/overview"))
				.timeout(Duration.ofSeconds(20))
				.build();
			while (!this.stopped.get()) {
				try {
					int status = this.client.send(request, BodyHandlers.discarding()).statusCode();
					this.answered.incrementAndGet();
					// Refused for want of a token: by a backend, so it was served.
					if (status != 401 && status != 429) {
						this.lost.add("status " + status);
					}
				}
				catch (IOException | InterruptedException ex) {
					this.lost.add(ex.toString());
				}
			}
		}

		void stop() throws InterruptedException {
			this.stopped.set(true);
			for (Thread thread : this.threads) {
				thread.join();
			}
		}

		@Override
		public void close() {
			this.stopped.set(true);
		}

	}

}
