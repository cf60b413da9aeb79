package io.portfolioplatform.ratelimit.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Mode;
import io.portfolioplatform.ratelimit.policy.OnRedisLoss;
import io.portfolioplatform.ratelimit.policy.Policy;
import io.portfolioplatform.ratelimit.policy.Refill;
import io.portfolioplatform.test.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Four pods on one hot key: not only the whole run, every window within it keeps to
 * capacity and refill.
 */
class EveryWindowTests {

	private static final int PODS = 4;

	private static final int THREADS = 2;

	private static final int CAPACITY = 200;

	private static final Duration PERIOD = Duration.ofMillis(500);

	private static final boolean FULL = "full".equals(System.getenv("PORTFOLIO_TEST_SCALE"));

	private static final int CALLS = (FULL ? 20 : 3) * CAPACITY;

	@ParameterizedTest
	@EnumSource(names = { "EXACT", "LEASED" })
	void admitsNoMoreThanCapacityAndRefill(Mode mode) throws Exception {
		System.out.printf("%s: %,d admitted calls (%s).%n", mode, CALLS,
				FULL ? "full form" : "short form, the full one has 20 times the capacity");
		BandwidthLimit limit = new BandwidthLimit(CAPACITY, PERIOD, Refill.GREEDY);
		Policy policy = new Policy("api", new Limits("api", List.of(limit)), Map.of(), mode, OnRedisLoss.CLOSED, false,
				0);
		List<Pod> pods = Pod.start(PODS, RedisServer.shared().url(), UUID.randomUUID().toString());
		ExecutorService threads = Executors.newFixedThreadPool(PODS * THREADS);
		Admissions admissions = new Admissions();
		try {
			List<Future<?>> callers = new ArrayList<>();
			for (int thread = 0; thread < PODS * THREADS; thread++) {
				Pod pod = pods.get(thread % PODS);
				callers.add(threads.submit(() -> hammer(pod, policy, admissions)));
			}
			for (Future<?> caller : callers) {
				caller.get();
			}
		}
		finally {
			threads.shutdownNow();
			pods.forEach(Pod::close);
		}
		assertThat(admissions.worstExcess(CAPACITY, PERIOD.toNanos())).isLessThanOrEqualTo(0);
	}

	private static void hammer(Pod pod, Policy policy, Admissions admissions) {
		while (admissions.count() < CALLS) {
			long before = System.nanoTime();
			if (pod.admits(policy, "hot")) {
				admissions.add(before, System.nanoTime());
			}
		}
	}

	@Test
	void theFixtureSeesABurstThatTheWholeRunHides() {
		Admissions admissions = new Admissions();
		for (int call = 0; call < 4; call++) {
			admissions.add(0, 10);
			admissions.add(1000 + call, 1010 + call);
		}
		assertThat(admissions.worstExcess(2, 100)).as("four at once where two and one of rounding may pass")
			.isBetween(0.7, 0.9);
		assertThat(admissions.worstExcess(3, 100)).isLessThanOrEqualTo(0);
	}

}
