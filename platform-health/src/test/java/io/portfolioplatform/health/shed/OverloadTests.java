package io.portfolioplatform.health.shed;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three times the load that a route can carry, with and without shedding. The route waits
 * for one of four permits and holds it for 20 ms, so it carries 200 requests a second
 * whatever machine the test runs on. Useful is what is answered within half a second.
 */
class OverloadTests {

	private static final boolean FULL = "full".equals(System.getenv("PORTFOLIO_TEST_SCALE"));

	private static final int CAPACITY = 200;

	private static final Duration LOAD = FULL ? Duration.ofSeconds(40) : Duration.ofSeconds(4);

	private static final Duration USEFUL = Duration.ofMillis(500);

	@Test
	void goodputHoldsAtThreeTimesTheCapacity() {
		Run without = run(false, 3 * CAPACITY);
		Run with = run(true, 3 * CAPACITY);
		System.out.printf(
				"offered %d/s to a route that carries %d/s (%s): useful answers without shedding %d/s,"
						+ " with %d/s; p95 of admitted %d ms and %d ms%n",
				3 * CAPACITY, CAPACITY, FULL ? "full length" : "a tenth of the full length", without.goodput(),
				with.goodput(), without.p95(), with.p95());
		assertThat(with.goodput()).isGreaterThan(2 * without.goodput());
		if (FULL) {
			// In a few seconds the JVM is cold and most of the time goes into adapting.
			assertThat(with.p95()).isLessThan(USEFUL.toMillis());
			assertThat(with.goodput()).isGreaterThanOrEqualTo(CAPACITY * 9 / 10);
		}
	}

	private static Run run(boolean shedding, int rate) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Shop.class).run("--server.port=0",
				"--platform.health.shedding.enabled=" + shedding, "--server.tomcat.accept-count=10000",
				"--server.shutdown=immediate")) {
			URI uri = URI
				.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port") + "/work");
			load(uri, CAPACITY / 2, Duration.ofSeconds(1));
			Queue<Long> admitted = load(uri, rate, LOAD);
			return new Run(admitted.stream().sorted().toList());
		}
	}

	private static Queue<Long> load(URI uri, int rate, Duration duration) {
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
		Queue<Long> admitted = new ConcurrentLinkedQueue<>();
		List<CompletableFuture<?>> open = new ArrayList<>();
		long start = System.nanoTime();
		for (int i = 0; i < rate * duration.toSeconds(); i++) {
			LockSupport.parkNanos(start + i * (TimeUnit.SECONDS.toNanos(1) / rate) - System.nanoTime());
			long before = System.nanoTime();
			open.add(client
				.sendAsync(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(3)).build(),
						HttpResponse.BodyHandlers.ofString())
				.thenAccept((response) -> {
					if (response.statusCode() == 200) {
						admitted.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before));
					}
				})
				.exceptionally((timeout) -> null));
		}
		open.forEach(CompletableFuture::join);
		return admitted;
	}

	/**
	 * What clients saw.
	 *
	 * @param millis times of the answers with 200, sorted
	 */
	private record Run(List<Long> millis) {

		long goodput() {
			return this.millis.stream().filter((time) -> time <= USEFUL.toMillis()).count() / LOAD.toSeconds();
		}

		long p95() {
			return this.millis.get(this.millis.size() * 95 / 100);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
	static class Shop {

		@Bean
		Work work() {
			return new Work();
		}

	}

	@RestController
	static class Work {

		private final Semaphore permits = new Semaphore(4, true);

		@GetMapping("/work")
		String work() {
			this.permits.acquireUninterruptibly();
			try {
				LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
				return "done";
			}
			finally {
				this.permits.release();
			}
		}

	}

}
