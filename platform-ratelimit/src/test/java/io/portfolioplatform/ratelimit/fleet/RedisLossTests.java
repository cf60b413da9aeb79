package io.portfolioplatform.ratelimit.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.bucket4j.TimeMeter;
import io.portfolioplatform.ratelimit.local.ForwardClock;
import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Mode;
import io.portfolioplatform.ratelimit.policy.OnRedisLoss;
import io.portfolioplatform.ratelimit.policy.Policy;
import io.portfolioplatform.ratelimit.policy.Refill;
import io.portfolioplatform.ratelimit.redis.Poison;
import io.portfolioplatform.test.RedisServer;
import io.portfolioplatform.test.proxy.Direction;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.client.codec.StringCodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens when Redis does not answer, and when it is back.
 */
class RedisLossTests {

	/** Longer than in production, so that a busy machine is no outage. */
	private static final Duration TIMEOUT = Duration.ofSeconds(3);

	private static final Duration LONG = Duration.ofSeconds(60);

	private final RedisServer redis = RedisServer.start();

	private final FaultProxy proxy = FaultProxy.to(this.redis.host(), this.redis.port());

	private final List<AutoCloseable> open = new ArrayList<>(List.of(this.redis, this.proxy));

	@AfterEach
	void close() throws Exception {
		for (int index = this.open.size() - 1; index >= 0; index--) {
			this.open.get(index).close();
		}
	}

	@ParameterizedTest
	@EnumSource
	void eachPolicyHasItsOwnRuleAndNoCallFails(OnRedisLoss rule) {
		Policy policy = policy(Mode.EXACT, rule, 100);
		Pod pod = pod();
		assertThat(pod.admits(policy, "ada")).isTrue();
		this.proxy.pause();
		int admitted = pod.admitted(policy, "ada", 200);
		assertThat(pod.limiter().isShared()).isFalse();
		assertThat(admitted).isEqualTo(switch (rule) {
			case LOCAL -> 99;
			case OPEN -> 200;
			case CLOSED -> 0;
		});
	}

	@Test
	void onlyTheFirstCallsWaitAndNoneAsksRedisDuringTheOutage() {
		Policy policy = policy(Mode.EXACT, OnRedisLoss.LOCAL, 1_000_000);
		Pod pod = pod();
		pod.admits(policy, "ada");
		this.proxy.pause();
		pod.admits(policy, "ada");
		long calls = pod.limiter().scriptCalls();
		assertThat(pod.admitted(policy, "ada", 10_000)).isEqualTo(10_000);
		assertThat(pod.limiter().scriptCalls()).isEqualTo(calls);
	}

	@ParameterizedTest
	@CsvSource({ "LOCAL, 90, 50, 5", "OPEN, 100, 100, 10", "CLOSED, 0, 0, 0" })
	void aLookInAnOutageFindsWhatACallWouldFind(OnRedisLoss rule, long before, long after, long changed) {
		Policy policy = policy(Mode.EXACT, rule, 100);
		Pod pod = pod();
		pod.admitted(policy, "ada", 10);
		lose(pod, policy);
		assertThat(pod.left(policy, "ada")).isEqualTo(before);
		pod.admitted(policy, "ada", 40);
		assertThat(pod.left(policy, "ada")).isEqualTo(after);
		assertThat(pod.limiter().look(policy, policy.limits(), "ada").nanosUntilMore() > 0).isEqualTo(after < 100);
		assertThat(pod.left(policy(Mode.EXACT, rule, 10), "ada")).isEqualTo(changed);
	}

	@Test
	void theLimitIsDividedByTheLivePods() {
		Policy policy = policy(Mode.EXACT, OnRedisLoss.LOCAL, 100);
		List<Pod> pods = List.of(pod(), pod(), pod(), pod());
		await().atMost(LONG).untilAsserted(() -> assertThat(pods).allMatch((pod) -> pod.limiter().pods() == 4));
		this.proxy.pause();
		assertThat(pods).allSatisfy((pod) -> assertThat(pod.admitted(policy, "ada", 100)).isEqualTo(25));
	}

	@Test
	void aCallThatCostsMoreThanAShareIsAdmittedFromTimeToTime() {
		Policy policy = policy(Mode.EXACT, OnRedisLoss.LOCAL, 4);
		List<Pod> pods = List.of(pod(), pod(), pod(), pod());
		await().atMost(LONG).untilAsserted(() -> assertThat(pods).allMatch((pod) -> pod.limiter().pods() == 4));
		this.proxy.pause();
		assertThat(pods.get(0).admits(policy, "ada")).isTrue();
		assertThat(pods.get(0).decide(policy, "ada", 2).admitted()).as("what was taken stays taken").isFalse();
		assertThat(pods.get(1).decide(policy, "ada", 2).admitted()).isTrue();
		assertThat(pods.get(1).admits(policy, "ada")).isFalse();
		assertThat(pods.get(2).decide(policy, "ada", 5).admitted()).as("more than the limit").isFalse();
	}

	@Test
	void aLookInAnOutageAdmitsNoCallThatWouldNotBeWithoutIt() {
		Policy policy = policy(Mode.EXACT, OnRedisLoss.LOCAL, 10);
		List<Pod> pods = List.of(pod(), pod(), pod(), pod());
		Pod pod = pods.get(0);
		settle(pod, 4);
		pod.admits(policy, "ada");
		lose(pod, policy);
		assertThat(pod.left(policy, "ada")).isEqualTo(2);
		assertThat(pod.decide(policy, "ada", 10).admitted()).isFalse();
	}

	@Test
	void whatIsGivenBackDuringAnOutageCanBeTakenAgain() {
		Policy policy = policy(Mode.EXACT, OnRedisLoss.LOCAL, 100);
		Pod pod = pod();
		this.proxy.pause();
		assertThat(pod.admitted(policy, "ada", 150)).isEqualTo(100);
		pod.limiter().refund(policy, policy.limits(), "ada", 1);
		assertThat(pod.admitted(policy, "ada", 2)).isEqualTo(1);
	}

	@Test
	void aKeyThatWasEmptyStaysEmptyWhenRedisIsLost() {
		Policy policy = policy(Mode.EXACT, OnRedisLoss.LOCAL, 100);
		Pod pod = pod();
		assertThat(pod.admitted(policy, "ada", 150)).isEqualTo(100);
		lose(pod, policy);
		assertThat(pod.admitted(policy, "ada", 100)).isZero();
	}

	@Test
	void eachOfSeveralBucketsStartsFromWhatItHadItself() {
		BandwidthLimit total = new BandwidthLimit(300, Duration.ofHours(60), Refill.GREEDY);
		Policy policy = policy(Mode.EXACT, OnRedisLoss.LOCAL, hour(20), total);
		ForwardClock clock = new ForwardClock();
		Pod pod = pod(clock);
		assertThat(pod.admitted(policy, "ada", 25)).isEqualTo(20);
		lose(pod, policy);
		clock.forward(Duration.ofHours(1));
		assertThat(pod.admitted(policy, "ada", 25)).isEqualTo(20);
	}

	@Test
	void whatComesBackAtOnceDoesSoInAnOutageToo() {
		Policy policy = policy(Mode.EXACT, OnRedisLoss.LOCAL, 100, Refill.INTERVAL);
		ForwardClock clock = new ForwardClock();
		Pod pod = pod(clock);
		assertThat(pod.decide(policy, "ada", 100).admitted()).isTrue();
		lose(pod, policy);
		clock.forward(Duration.ofHours(9));
		assertThat(pod.admitted(policy, "ada", 100)).as("since Redis said what is left").isZero();
		clock.forward(Duration.ofHours(9));
		assertThat(pod.admitted(policy, "ada", 100)).as("of the share").isZero();
		clock.forward(Duration.ofHours(2));
		assertThat(pod.admitted(policy, "ada", 150)).isEqualTo(100);
	}

	@Test
	void limitsThatChangeDuringAnOutageCountFromThenOn() {
		Pod pod = pod();
		this.proxy.pause();
		assertThat(pod.admitted(policy(Mode.EXACT, OnRedisLoss.LOCAL, 100), "ada", 50)).isEqualTo(50);
		assertThat(pod.admitted(policy(Mode.EXACT, OnRedisLoss.LOCAL, 1000), "ada", 800)).isEqualTo(500);
		assertThat(pod.admitted(policy(Mode.EXACT, OnRedisLoss.LOCAL, 100), "bob", 50)).isEqualTo(50);
		assertThat(pod.admitted(policy(Mode.EXACT, OnRedisLoss.LOCAL, 10), "bob", 50)).isEqualTo(5);
	}

	@Test
	void limitsThatChangeDuringAnOutageEmptyNoneOfSeveralBuckets() {
		ForwardClock clock = new ForwardClock();
		Pod pod = pod(clock);
		BandwidthLimit second = new BandwidthLimit(10, Duration.ofSeconds(1), Refill.GREEDY);
		this.proxy.pause();
		assertThat(pod.admits(policy(Mode.EXACT, OnRedisLoss.LOCAL, second, hour(1000)), "ada")).isTrue();
		Policy changed = policy(Mode.EXACT, OnRedisLoss.LOCAL, second, hour(2000));
		for (int seconds = 0; seconds < 10; seconds++) {
			clock.forward(Duration.ofSeconds(1));
			assertThat(pod.admitted(changed, "ada", 10)).isEqualTo(10);
		}
	}

	@Test
	void whoeverOwesMoreThanAPeriodGivesWaitsForTheNext() {
		Policy policy = policy(Mode.EXACT, OnRedisLoss.OPEN, 10, Refill.INTERVAL);
		Pod pod = pod();
		this.proxy.pause();
		assertThat(pod.admitted(policy, "ada", 25)).isEqualTo(25);
		this.proxy.restore();
		await().atMost(LONG).until(pod.limiter()::isShared);
		assertThat(pod.decide(policy, "ada", 2).untilMore()).isBetween(Duration.ofHours(19), Duration.ofHours(20));
	}

	@Test
	void whatWasAdmittedMeanwhileIsChargedLater() {
		Policy policy = policy(Mode.EXACT, OnRedisLoss.LOCAL, 100);
		Pod pod = pod();
		Pod other = pod();
		settle(pod);
		pod.admitted(policy, "ada", 10);
		this.proxy.pause();
		assertThat(pod.admitted(policy, "ada", 20)).isEqualTo(20);
		this.proxy.restore();
		await().atMost(LONG).until(pod.limiter()::isShared);
		await().atMost(LONG).until(other.limiter()::isShared);
		// The command that the outage caught on its way may have arrived after all.
		assertThat(other.left(policy, "ada")).isBetween(69L, 70L);
	}

	@Test
	void whatIsGivenBackWhileRedisFallsSilentComesBackOnce() {
		Policy policy = policy(Mode.EXACT, OnRedisLoss.LOCAL, 100);
		Pod direct = pod(this.redis.url(), TimeMeter.SYSTEM_NANOTIME);
		Pod pod = pod();
		settle(pod);
		pod.decide(policy, "ada", 10);
		this.proxy.drop(Direction.TO_CLIENT);
		pod.limiter().refund(policy, policy.limits(), "ada", 5);
		await().atMost(LONG).until(() -> direct.left(policy, "ada") == 95);
		await().atMost(LONG).until(() -> !pod.limiter().isShared());
		this.proxy.restore();
		this.proxy.reset();
		// What Redis is told then waits for the command that is not answered.
		await().atMost(LONG).until(pod.limiter()::isShared);
		assertThat(direct.left(policy, "ada")).isEqualTo(95);
	}

	/**
	 * The others are read by the same lines of the script: {@link PoisonedLimitsTests}.
	 */
	@ParameterizedTest
	@EnumSource(names = { "RANDOM", "HUGE", "LIST" })
	void redisIsFoundAgainWhereAKeyCannotBeRead(Poison poison) {
		Policy policy = policy(Mode.EXACT, OnRedisLoss.LOCAL, 100);
		Pod direct = pod(this.redis.url(), TimeMeter.SYSTEM_NANOTIME);
		Pod pod = pod();
		settle(pod);
		pod.admitted(policy, "ada", 10);
		this.proxy.pause();
		assertThat(pod.admitted(policy, "ada", 20)).isEqualTo(20);
		poison.put(direct.redisson(), new Names("app").bucket("api", "ada"), "[1,2]");
		this.proxy.restore();
		await().atMost(LONG).until(pod.limiter()::isShared);
		// The command that the outage caught on its way may have arrived after all.
		assertThat(direct.left(policy, "ada")).isBetween(69L, 70L);
		assertThat(direct.limiter().unreadable()).as("it was replaced before").isZero();
	}

	@ParameterizedTest
	@EnumSource(names = { "EXACT", "LEASED" })
	void noKeyIsFullInAnEmptyRedisThatALivePodRemembersAsEmpty(Mode mode) {
		Policy policy = policy(mode, OnRedisLoss.CLOSED, 100);
		Pod pod = pod();
		assertThat(pod.admitted(policy, "ada", 150)).isEqualTo(100);
		Pod other = pod();
		await().atMost(LONG).untilAsserted(() -> assertThat(other.limiter().pods()).isEqualTo(2));
		other.redisson().getKeys().flushdb();
		// The other pod has never heard of the key, and may be the first to ask for it.
		await().atMost(LONG).until(() -> other.left(policy, "ada") == 0);
		assertThat(other.admitted(policy, "ada", 100)).isZero();
		assertThat(pod.admitted(policy, "ada", 100)).isZero();
	}

	@Test
	void anEmptiedRedisGivesOnePodsShareUntilAllHaveSpoken() {
		Policy policy = policy(Mode.EXACT, OnRedisLoss.CLOSED, 100);
		Pod pod = pod();
		Pod other = pod();
		await().atMost(LONG).untilAsserted(() -> assertThat(pod.limiter().pods()).isEqualTo(2));
		await().atMost(LONG).until(() -> {
			long start = System.nanoTime();
			other.redisson().getKeys().flushdb();
			List<Integer> admitted = List.of(pod.admitted(policy, "new " + start, 100),
					other.admitted(policy, "new " + start, 100));
			// On a busy machine all may have had the time to speak, or Redis none to
			// answer.
			boolean early = System.nanoTime() - start < TIMEOUT.toNanos();
			assertThat(early ? admitted : List.of(50, 0)).containsExactly(50, 0);
			return early;
		});
	}

	@Test
	void aRedisThatComesBackEmptyLearnsWhatThePodsRemember() {
		Policy policy = policy(Mode.EXACT, OnRedisLoss.LOCAL, 100);
		Pod direct = pod(this.redis.url(), TimeMeter.SYSTEM_NANOTIME);
		Pod other = pod(this.redis.url(), TimeMeter.SYSTEM_NANOTIME);
		settle(direct);
		assertThat(direct.admitted(policy, "ada", 150)).isEqualTo(100);
		this.redis.close();
		assertThat(direct.admitted(policy, "ada", 100)).isZero();
		this.open.add(RedisServer.startOn(this.redis.port()));
		// The one that remembers notices at its next heartbeat.
		await().atMost(LONG).until(() -> other.limiter().isShared() && other.left(policy, "ada") == 0);
		assertThat(other.admitted(policy, "ada", 100)).isZero();
		assertThat(direct.admitted(policy, "ada", 100)).isZero();
	}

	@Test
	void aPodStartsWithoutRedisAndJoinsLater() {
		Policy policy = policy(Mode.EXACT, OnRedisLoss.LOCAL, 100);
		int port = this.redis.port();
		this.redis.close();
		Pod pod = Pod.start("redis://localhost:" + port, "app", TIMEOUT);
		this.open.add(pod);
		assertThat(pod.admitted(policy, "ada", 150)).isEqualTo(100);
		this.open.add(RedisServer.startOn(port));
		await().atMost(LONG).until(pod.limiter()::isShared);
		assertThat(pod.left(policy, "ada")).isZero();
	}

	/** Two pods, and a Redis that has had their data for long. */
	private static void settle(Pod pod) {
		settle(pod, 2);
	}

	private static void settle(Pod pod, int pods) {
		await().atMost(LONG).untilAsserted(() -> assertThat(pod.limiter().pods()).isEqualTo(pods));
		pod.redisson().getBucket(new Names("app").born(), StringCodec.INSTANCE).set("1");
	}

	private void lose(Pod pod, Policy policy) {
		await().atMost(LONG).untilAsserted(() -> {
			this.proxy.pause();
			pod.admits(policy, "someone else");
			assertThat(pod.limiter().isShared()).isFalse();
		});
	}

	private Pod pod() {
		return pod(TimeMeter.SYSTEM_NANOTIME);
	}

	private Pod pod(TimeMeter clock) {
		return pod("redis://localhost:" + this.proxy.port(), clock);
	}

	private Pod pod(String url, TimeMeter clock) {
		Pod pod = Pod.start(url, "app", TIMEOUT, clock);
		this.open.add(pod);
		await().atMost(LONG).until(pod.limiter()::isShared);
		return pod;
	}

	private static Policy policy(Mode mode, OnRedisLoss rule, long capacity) {
		return policy(mode, rule, capacity, Refill.GREEDY);
	}

	private static Policy policy(Mode mode, OnRedisLoss rule, long capacity, Refill refill) {
		return policy(mode, rule, new BandwidthLimit(capacity, Duration.ofHours(10), refill));
	}

	private static Policy policy(Mode mode, OnRedisLoss rule, BandwidthLimit... limits) {
		return new Policy("api", new Limits("api", List.of(limits)), Map.of(), mode, rule, false, 0);
	}

	private static BandwidthLimit hour(long capacity) {
		return new BandwidthLimit(capacity, Duration.ofHours(1), Refill.GREEDY);
	}

}
