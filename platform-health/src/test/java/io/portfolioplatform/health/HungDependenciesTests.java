package io.portfolioplatform.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import io.portfolioplatform.test.RedisServer;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real PostgreSQL whose network swallows everything, a real Redis that is stopped with
 * SIGSTOP, and a reactive indicator that does not complete: connections stay open and
 * nothing comes.
 */
class HungDependenciesTests {

	private static final int PROBES_PER_SECOND = 200;

	private static final boolean FULL = "full".equals(System.getenv("PORTFOLIO_TEST_SCALE"));

	private static final Duration LOAD = FULL ? Duration.ofSeconds(30) : Duration.ofSeconds(3);

	private final PostgresDatabase database = PostgresServer.shared().createDatabase();

	private final FaultProxy postgres = FaultProxy.to(this.database.host(), this.database.port());

	private final RedisServer redis = RedisServer.start();

	private final HttpClient client = HttpClient.newHttpClient();

	private String redisProcess;

	@BeforeEach
	void find() throws IOException {
		this.redisProcess = processOf(this.redis);
	}

	@AfterEach
	void close() throws Exception {
		signal("CONT");
		this.postgres.close();
		this.redis.close();
	}

	@Test
	void probesAndHealthAnswerFromMemory() throws Exception {
		try (ConfigurableApplicationContext context = start(); BareTomcat bare = BareTomcat.start()) {
			// Health is 200 before anybody was asked, /startupz once the database was up.
			Awaitility.await().untilAsserted(() -> assertThat(get(context, "/startupz").statusCode()).isEqualTo(200));
			measure(context, bare);
			this.postgres.pause();
			signal("STOP");
			context.getBean(ReactivePing.class).answer = new CompletableFuture<>();
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(get(context, "/actuator/health").body()).contains(
						"\"db\":{\"details\":{\"error\":\"no answer within PT3S\"",
						"\"redisPing\":{\"details\":{\"error\":\"no answer within PT3S\"",
						"\"reactivePing\":{\"details\":{\"error\":\"no answer within PT3S\""));
			int askedBefore = context.getBean(RedisPing.class).asked.get();
			int reactiveAskedBefore = context.getBean(ReactivePing.class).asked.get();
			Times times = measure(context, bare);
			System.out.printf(
					"probes at %d/s with PostgreSQL and Redis hung (%s): p50 %d us, p99 %d us;"
							+ " a constant from bare Tomcat in the same run %d us, %d us%n",
					PROBES_PER_SECOND, FULL ? "full length" : "a tenth of the full length", times.probe(50),
					times.probe(99), times.constant(50), times.constant(99));
			// What the machine does meanwhile hits both alike.
			assertThat(times.probe(50)).as("half of the probes").isLessThan(Math.max(10_000, 3 * times.constant(50)));
			assertThat(times.probe(95)).as("95 of 100 probes").isLessThan(Math.max(10_000, 3 * times.constant(95)));
			if (FULL) {
				assertThat(times.probe(99)).as("99 of 100 probes").isLessThan(Math.max(10_000, 3 * times.constant(99)));
			}
			assertThat(context.getBean(RedisPing.class).asked).as("questions to a Redis that hangs")
				.hasValue(askedBefore);
			assertThat(context.getBean(ReactivePing.class).asked).as("questions that do not complete")
				.hasValue(reactiveAskedBefore);
			assertThat(get(context, "/readyz").body()).isEqualTo(
					"{\"status\":\"UP\",\"note\":\"failing open: the whole fleet shares what is down: db, reactivePing, redisPing\"}");
			this.postgres.restore();
			signal("CONT");
			context.getBean(ReactivePing.class).answer.complete(Health.up().build());
			Awaitility.await()
				.untilAsserted(() -> assertThat(get(context, "/readyz").body()).isEqualTo("{\"status\":\"UP\"}"));
		}
	}

	@Test
	void startupWaitsForTheFirstConnection() throws Exception {
		this.postgres.pause();
		try (ConfigurableApplicationContext context = start()) {
			HttpResponse<String> response = get(context, "/startupz");
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.body()).contains("never up since the start: db");
			this.postgres.restore();
			Awaitility.await().untilAsserted(() -> assertThat(get(context, "/startupz").statusCode()).isEqualTo(200));
			this.postgres.pause();
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(get(context, "/readyz").body()).contains("db"));
			assertThat(get(context, "/startupz").statusCode()).as("once it has passed").isEqualTo(200);
			this.postgres.restore();
		}
	}

	/**
	 * Send a signal to Redis.
	 */
	private void signal(String name) throws IOException, InterruptedException {
		assertThat(new ProcessBuilder("kill", "-" + name, this.redisProcess).inheritIO().start().waitFor()).isZero();
	}

	private static String processOf(RedisServer redis) throws IOException {
		try (Socket socket = new Socket(redis.host(), redis.port())) {
			socket.getOutputStream().write("INFO server\r\nQUIT\r\n".getBytes());
			return new String(socket.getInputStream().readAllBytes()).lines()
				.filter((line) -> line.startsWith("process_id:"))
				.map((line) -> line.substring("process_id:".length()).strip())
				.findFirst()
				.orElseThrow();
		}
	}

	private ConfigurableApplicationContext start() {
		String url = "jdbc:postgresql://localhost:" + this.postgres.port() + "/" + this.database.name();
		return new SpringApplicationBuilder(Shop.class).run("--server.port=0", "--spring.datasource.url=" + url,
				"--spring.datasource.username=" + this.database.username(),
				"--spring.datasource.password=" + this.database.password(), "--redis.port=" + this.redis.port(),
				"--management.endpoint.health.show-details=always", "--platform.health.indicators.interval=200ms",
				"--platform.health.indicators.deadline=3s");
	}

	private Times measure(ConfigurableApplicationContext context, BareTomcat bare) throws Exception {
		Times times = new Times(new ArrayList<>(), new ArrayList<>());
		long count = LOAD.toSeconds() * PROBES_PER_SECOND;
		long start = System.nanoTime();
		for (int i = 0; i < count; i++) {
			LockSupport.parkNanos(start + i * (TimeUnit.SECONDS.toNanos(1) / PROBES_PER_SECOND) - System.nanoTime());
			times.probes().add(time(uri(context, Probe.values()[i % Probe.values().length].path())));
			times.constants().add(time(bare.uri()));
		}
		return times;
	}

	private long time(URI uri) throws Exception {
		long before = System.nanoTime();
		assertThat(get(uri).statusCode()).isEqualTo(200);
		return System.nanoTime() - before;
	}

	private HttpResponse<String> get(ConfigurableApplicationContext context, String path)
			throws IOException, InterruptedException {
		return get(uri(context, path));
	}

	private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private static URI uri(ConfigurableApplicationContext context, String path) {
		return URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port") + path);
	}

	/**
	 * Times in nanoseconds.
	 *
	 * @param probes times of probes
	 * @param constants times of the constant, taken in turn with the probes
	 */
	private record Times(List<Long> probes, List<Long> constants) {

		long probe(int percent) {
			return percentile(this.probes, percent);
		}

		long constant(int percent) {
			return percentile(this.constants, percent);
		}

		private static long percentile(List<Long> nanos, int percent) {
			return nanos.stream().sorted().toList().get((nanos.size() - 1) * percent / 100) / 1000;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Shop {

		@Bean
		RedisPing redisPingHealthIndicator(@Value("${redis.port}") int port) {
			return new RedisPing(port);
		}

		@Bean
		ReactivePing reactivePingHealthIndicator() {
			return new ReactivePing();
		}

	}

	static class RedisPing extends AbstractHealthIndicator {

		private final int port;

		final AtomicInteger asked = new AtomicInteger();

		RedisPing(int port) {
			this.port = port;
		}

		@Override
		protected void doHealthCheck(Health.Builder builder) throws IOException {
			this.asked.incrementAndGet();
			try (Socket socket = new Socket()) {
				socket.connect(new InetSocketAddress("localhost", this.port));
				socket.getOutputStream().write("PING\r\n".getBytes());
				builder.status((socket.getInputStream().read() == '+') ? "UP" : "DOWN");
			}
		}

	}

	static class ReactivePing implements ReactiveHealthIndicator {

		final AtomicInteger asked = new AtomicInteger();

		volatile CompletableFuture<Health> answer = CompletableFuture.completedFuture(Health.up().build());

		@Override
		public Mono<Health> health() {
			return Mono.defer(() -> {
				this.asked.incrementAndGet();
				return Mono.fromFuture(this.answer);
			});
		}

	}

}
