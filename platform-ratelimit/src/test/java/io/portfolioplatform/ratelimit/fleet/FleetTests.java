package io.portfolioplatform.ratelimit.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import io.portfolioplatform.ratelimit.policy.Mode;
import io.portfolioplatform.test.RedisServer;
import io.portfolioplatform.test.node.NodeLauncher;
import io.portfolioplatform.test.node.Nodes;
import io.portfolioplatform.test.node.ProcessNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redisson.api.RMap;
import org.redisson.client.codec.StringCodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Ten pods in several JVMs on one hot key, with clocks that are two seconds ahead and
 * behind. The full form takes 10 seconds with 64 threads each, the short one a part of
 * it.
 */
class FleetTests {

	private static final boolean FULL = "full".equals(System.getenv("PORTFOLIO_TEST_SCALE"));

	private static final int JVMS = FULL ? 5 : 2;

	private static final int PODS = 10;

	private static final int THREADS = FULL ? 64 : 8;

	private static final int SECONDS = FULL ? 10 : 2;

	private static final Duration LONG = Duration.ofMinutes(3);

	@ParameterizedTest
	@CsvSource({ "EXACT, PT0S, PT10H", "LEASED, PT0S, PT10H", "EXACT, PT2S, PT2S", "LEASED, PT2S, PT2S" })
	void theFleetNeverAdmitsMoreThanCapacityAndRefill(Mode mode, Duration skew, Duration period) {
		try (RedisServer redis = RedisServer.start();
				Pod test = Pod.startSettled(redis.url(), FleetNode.NAMESPACE);
				Nodes<ProcessNode> nodes = launch(redis, mode, skew, period)) {
			RMap<String, String> reports = test.redisson().getMap(FleetNode.REPORTS, StringCodec.INSTANCE);
			await().atMost(LONG).untilAsserted(() -> assertThat(reports.size()).isEqualTo(PODS));
			await().atMost(LONG).untilAsserted(() -> assertThat(test.limiter().pods()).isEqualTo(PODS + 1));
			long start = System.nanoTime();
			test.redisson().getCountDownLatch(FleetNode.GO).countDown();
			await().atMost(LONG).untilAsserted(() -> assertThat(reports.size()).isEqualTo(2 * PODS));
			double elapsed = System.nanoTime() - start;
			long[] totals = totals(reports.readAllMap());
			long bound = FleetNode.CAPACITY + (long) Math.ceil(elapsed / period.toNanos() * FleetNode.CAPACITY);
			System.out.printf(
					"%s, clocks off by %s: %d of %d calls admitted, bound %d, %.4f Redis commands per decision; %d threads of %d pods for %d s (%s)%n",
					mode, skew, totals[0], totals[1], bound, (double) totals[2] / totals[1], THREADS, PODS, SECONDS,
					FULL ? "full form" : "short form, the full one has 64 threads for 10 s");
			assertThat(nodes.size()).isEqualTo(JVMS);
			assertThat(totals[0]).isLessThanOrEqualTo(bound).isGreaterThan(FleetNode.CAPACITY / 2);
			assertThat((double) totals[2] / totals[1]).isLessThan(0.5);
		}
	}

	@Test
	void theFixtureCanSeeAnExcess() {
		assertThat(totals(Map.of("ready:1", "", "done:1", "5 9 1", "done:2", "6 9 1"))).containsExactly(11, 18, 2);
	}

	private static Nodes<ProcessNode> launch(RedisServer redis, Mode mode, Duration skew, Duration period) {
		test(redis);
		return NodeLauncher.of(FleetNode.class)
			.property("spring.main.web-application-type", "none")
			.property("test.redis", redis.url())
			.property("test.pods", PODS / JVMS)
			.property("test.threads", THREADS)
			.property("test.mode", mode)
			.property("test.seconds", SECONDS)
			.property("test.skew", skew)
			.property("test.period", period)
			.jvmOptions("-Xmx256m", "-XX:+UseSerialGC")
			.inOwnJvms(JVMS);
	}

	private static void test(RedisServer redis) {
		try (Pod pod = Pod.start(redis.url(), FleetNode.NAMESPACE, Pod.PATIENT)) {
			pod.redisson().getCountDownLatch(FleetNode.GO).trySetCount(1);
		}
	}

	private static long[] totals(Map<String, String> reports) {
		List<String[]> done = reports.entrySet()
			.stream()
			.filter((report) -> report.getKey().startsWith("done:"))
			.map((report) -> report.getValue().split(" "))
			.toList();
		return LongStream.range(0, 3)
			.map((column) -> done.stream().mapToLong((report) -> Long.parseLong(report[(int) column])).sum())
			.toArray();
	}

}
