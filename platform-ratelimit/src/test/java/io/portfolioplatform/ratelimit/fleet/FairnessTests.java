package io.portfolioplatform.ratelimit.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One abuser at a hundred times its limit beside 99 users who stay within half of theirs,
 * on two pods at the same time.
 */
class FairnessTests {

	private static final int CAPACITY = 40;

	private static final int USERS = 99;

	@ParameterizedTest
	@EnumSource(names = { "EXACT", "LEASED" })
	void anAbuserCostsTheOthersNothing(Mode mode) throws Exception {
		Policy policy = new Policy("fair",
				new Limits("fair", List.of(new BandwidthLimit(CAPACITY, Duration.ofHours(10), Refill.GREEDY))),
				Map.of(), mode, OnRedisLoss.CLOSED, false, 0);
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try (RedisServer redis = RedisServer.start();
				Pod a = Pod.startSettled(redis.url(), "fair");
				Pod b = Pod.startSettled(redis.url(), "fair")) {
			List<Pod> pods = List.of(a, b);
			List<Future<Integer>> abuse = new ArrayList<>();
			for (int thread = 0; thread < 4; thread++) {
				abuse.add(threads.submit(() -> admitted(pods, policy, "abuser", 100 * CAPACITY / 4)));
			}
			List<Future<Integer>> users = new ArrayList<>();
			for (int user = 0; user < USERS; user++) {
				String name = "user " + user;
				users.add(threads.submit(() -> admitted(pods, policy, name, CAPACITY / 2)));
			}
			for (Future<Integer> user : users) {
				assertThat(user.get()).isEqualTo(CAPACITY / 2);
			}
			assertThat(sum(abuse)).isBetween(CAPACITY / 2, CAPACITY);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static int admitted(List<Pod> pods, Policy policy, String key, int calls) {
		int admitted = 0;
		for (int call = 0; call < calls; call++) {
			admitted += pods.get(call % pods.size()).admits(policy, key) ? 1 : 0;
		}
		return admitted;
	}

	private static int sum(List<Future<Integer>> counts) throws Exception {
		int sum = 0;
		for (Future<Integer> count : counts) {
			sum += count.get();
		}
		return sum;
	}

}
