package io.portfolioplatform.ratelimit.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.bucket4j.TimeMeter;
import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Mode;
import io.portfolioplatform.ratelimit.policy.OnRedisLoss;
import io.portfolioplatform.ratelimit.policy.Policy;
import io.portfolioplatform.ratelimit.policy.Refill;
import io.portfolioplatform.redis.support.RedisScript;
import io.portfolioplatform.test.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two pods whose clocks are a whole period apart, so that the later one would find every
 * bucket full again if anybody believed it, and, for control, a script that does.
 */
class ClockSkewTests {

	private static final Duration SKEW = Duration.ofHours(200);

	private static final int CAPACITY = 100;

	private static final String CLOCK = "local clock = time[1] * 1000000 + time[2]\n";

	private final String script = RedisScript.read(TakeScript.class, "take");

	@ParameterizedTest
	@EnumSource(names = { "EXACT", "LEASED" })
	void clocksOfPodsChangeNothing(Mode mode) {
		assertThat(admitted(mode, this.script, this.script)).isEqualTo(CAPACITY);
	}

	@ParameterizedTest
	@EnumSource(names = { "EXACT", "LEASED" })
	void aScriptThatBelievedThemWouldBeSeen(Mode mode) {
		assertThat(this.script).containsOnlyOnce(CLOCK);
		assertThat(admitted(mode, believing(SKEW.negated()), believing(SKEW))).isEqualTo(2 * CAPACITY);
	}

	@ParameterizedTest
	@EnumSource
	void aServerWhoseClockIsBehindGoesOnRefilling(Refill refill) {
		BandwidthLimit limit = new BandwidthLimit(CAPACITY, Duration.ofSeconds(3), refill);
		Policy policy = new Policy("api", new Limits("api", List.of(limit)), Map.of(), Mode.EXACT, OnRedisLoss.CLOSED,
				false, 0);
		String url = RedisServer.shared().url();
		String namespace = UUID.randomUUID().toString();
		try (Pod ahead = Pod.startSettled(url, namespace, TimeMeter.SYSTEM_NANOTIME, believing(SKEW))) {
			ahead.decide(policy, "ada", CAPACITY);
			// However long the next one takes to start.
			ahead.redisson().getBucket(new Names(namespace).bucket("api", "ada")).clearExpire();
		}
		try (Pod behind = Pod.startSettled(url, namespace, TimeMeter.SYSTEM_NANOTIME, this.script)) {
			assertThat(behind.left(policy, "ada")).as("nothing came of the jump").isLessThan(CAPACITY);
			await().atMost(Duration.ofSeconds(30)).until(() -> behind.left(policy, "ada") == CAPACITY);
		}
	}

	@Test
	void aLeaseEndsThoughTheLimitsCountLongerEpochsNow() {
		BandwidthLimit shorter = new BandwidthLimit(CAPACITY, Duration.ofMillis(500), Refill.GREEDY);
		BandwidthLimit longer = new BandwidthLimit(10 * CAPACITY, Duration.ofSeconds(4), Refill.GREEDY);
		Policy before = leased(shorter, longer);
		Policy after = leased(longer);
		String namespace = UUID.randomUUID().toString();
		String url = RedisServer.shared().url();
		Pod killed = Pod.startSettled(url, namespace);
		try (Pod other = Pod.startSettled(url, namespace)) {
			await().until(() -> {
				killed.admitted(before, "ada", 20);
				return other.leased(namespace, before, "ada") > 0;
			});
			killed.kill();
			other.admits(after, "ada");
			await().atMost(Duration.ofSeconds(30))
				.until(() -> other.left(after, "ada") >= 10 * CAPACITY - 1
						&& other.leased(namespace, after, "ada") <= 1);
		}
	}

	private static Policy leased(BandwidthLimit... limits) {
		return new Policy("api", new Limits("api", List.of(limits)), Map.of(), Mode.LEASED, OnRedisLoss.CLOSED, false,
				0);
	}

	private String believing(Duration skew) {
		return this.script.replace(CLOCK, CLOCK.replace("\n", " + " + skew.toSeconds() + " * 1000000\n"));
	}

	private static int admitted(Mode mode, String scriptBehind, String scriptAhead) {
		BandwidthLimit limit = new BandwidthLimit(CAPACITY, SKEW.multipliedBy(2), Refill.GREEDY);
		Policy policy = new Policy("api", new Limits("api", List.of(limit)), Map.of(), mode, OnRedisLoss.CLOSED, false,
				0);
		String url = RedisServer.shared().url();
		String namespace = UUID.randomUUID().toString();
		int admitted = 0;
		try (Pod behind = Pod.startSettled(url, namespace, new SkewedClock(SKEW.negated()), scriptBehind)) {
			admitted += behind.admitted(policy, "ada", 2 * CAPACITY);
		}
		try (Pod ahead = Pod.startSettled(url, namespace, new SkewedClock(SKEW), scriptAhead)) {
			admitted += ahead.admitted(policy, "ada", 2 * CAPACITY);
		}
		return admitted;
	}

}
