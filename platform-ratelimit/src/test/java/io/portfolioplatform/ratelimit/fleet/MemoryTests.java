package io.portfolioplatform.ratelimit.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import io.github.bucket4j.TimeMeter;
import io.portfolioplatform.ratelimit.local.LocalLimiter;
import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Mode;
import io.portfolioplatform.ratelimit.policy.OnRedisLoss;
import io.portfolioplatform.ratelimit.policy.Policy;
import io.portfolioplatform.ratelimit.policy.Refill;
import io.portfolioplatform.test.RedisServer;
import org.junit.jupiter.api.Test;
import org.redisson.api.redisnode.RedisNode.InfoSection;
import org.redisson.api.redisnode.RedisNodes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A million distinct keys of which a hundred thousand are remembered; the short form has
 * a tenth of both.
 */
class MemoryTests {

	private static final boolean FULL = "full".equals(System.getenv("PORTFOLIO_TEST_SCALE"));

	private static final int MAX_KEYS = FULL ? 100_000 : 10_000;

	private static final String FORM = FULL ? "full form" : "short form, the full one has ten times as many";

	private static final int KEYS = 10 * MAX_KEYS;

	/** Much more than one remembered key needs, much less than ten of them do. */
	private static final long MOST_PER_REMEMBERED = 3000;

	@Test
	void aProcessRemembersSoManyKeysAndNotMore() {
		LocalLimiter limiter = new LocalLimiter(MAX_KEYS, TimeMeter.SYSTEM_NANOTIME);
		Policy policy = policy(Mode.LOCAL);
		long before = heap();
		IntStream.range(0, KEYS).forEach((key) -> limiter.decide(policy, policy.limits(), "user:" + key, 1));
		long bytes = heap() - before;
		System.out.printf("local: %,d keys, %,d remembered (%s): %,d bytes of heap%n", KEYS, MAX_KEYS, FORM, bytes);
		assertThat(bytes).isLessThan(MAX_KEYS * MOST_PER_REMEMBERED);
		assertThat(limiter.look(policy, policy.limits(), "user:" + (KEYS - 1)).tokens()).isLessThanOrEqualTo(10);
	}

	@Test
	void aProcessRemembersSoManySharedKeysAndRedisForgetsEachInTime() {
		Policy policy = policy(Mode.EXACT);
		try (RedisServer redis = RedisServer.start();
				Pod pod = Pod.start(redis.url(), "memory", Pod.PATIENT, MAX_KEYS)) {
			long before = heap();
			long redisBefore = used(pod);
			parallel(KEYS, (key) -> assertThat(pod.admits(policy, "user:" + key)).isTrue());
			long bytes = heap() - before;
			String keys = info(pod, InfoSection.KEYSPACE).get("db0");
			System.out.printf("shared: %,d keys, %,d remembered (%s): %,d bytes of heap, %d bytes of Redis each (%s)%n",
					KEYS, MAX_KEYS, FORM, bytes, (used(pod) - redisBefore) / KEYS, keys);
			assertThat(bytes).isLessThan(MAX_KEYS * MOST_PER_REMEMBERED);
			assertThat(number(keys, "keys")).isGreaterThanOrEqualTo(KEYS).isEqualTo(number(keys, "expires"));
		}
	}

	private static void parallel(int count, IntConsumer action) {
		// Most of the time they wait for Redis, so more of them than there are cores.
		List<Thread> threads = IntStream.range(0, 16).mapToObj((thread) -> new Thread(() -> {
			for (int number = thread; number < count; number += 16) {
				action.accept(number);
			}
		})).toList();
		threads.forEach(Thread::start);
		threads.forEach((thread) -> {
			try {
				thread.join();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private static long used(Pod pod) {
		return Long.parseLong(info(pod, InfoSection.MEMORY).getOrDefault("used_memory", ""));
	}

	private static long number(String keyspace, String name) {
		return Long.parseLong(keyspace.replaceAll(".*\\b" + name + "=(\\d+).*", "$1"));
	}

	private static Map<String, String> info(Pod pod, InfoSection section) {
		return pod.redisson().getRedisNodes(RedisNodes.SINGLE).getInstance().info(section);
	}

	private static long heap() {
		System.gc();
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	private static Policy policy(Mode mode) {
		BandwidthLimit limit = new BandwidthLimit(10, Duration.ofHours(1), Refill.GREEDY);
		return new Policy("many", new Limits("many", List.of(limit)), Map.of(), mode, OnRedisLoss.CLOSED, false, 0);
	}

}
