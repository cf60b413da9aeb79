package io.portfolioplatform.ratelimit.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.portfolioplatform.ratelimit.engine.Decision;
import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Mode;
import io.portfolioplatform.ratelimit.policy.OnRedisLoss;
import io.portfolioplatform.ratelimit.policy.Policy;
import io.portfolioplatform.ratelimit.policy.Refill;
import io.portfolioplatform.test.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.api.RBucket;
import org.redisson.client.codec.StringCodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What one or two processes decide over a real Redis.
 */
class FleetLimiterTests {

	private static final Duration LONG = Duration.ofMinutes(2);

	private static final BandwidthLimit THOUSAND = new BandwidthLimit(1000, Duration.ofDays(100), Refill.GREEDY);

	private final String namespace = UUID.randomUUID().toString();

	private final List<Pod> pods = new ArrayList<>();

	@AfterEach
	void stop() {
		this.pods.forEach(Pod::close);
	}

	@ParameterizedTest
	@EnumSource(names = { "EXACT", "LEASED" })
	void podsShareAKey(Mode mode) {
		Policy policy = policy(mode, THOUSAND);
		Pod a = pod();
		Pod b = pod();
		AtomicInteger admitted = new AtomicInteger(warm(a, policy));
		// What is leased and not used goes back first.
		await().untilAsserted(() -> {
			admitted.addAndGet(b.admitted(policy, "ada", 600) + a.admitted(policy, "ada", 600));
			assertThat(admitted).hasValue(1000);
		});
		assertThat(b.admitted(policy, "bob", 6)).isEqualTo(6);
	}

	/**
	 * Call until the pod holds a lease, if the policy leases.
	 */
	private int warm(Pod pod, Policy policy) {
		AtomicInteger admitted = new AtomicInteger();
		await().until(() -> {
			admitted.addAndGet(pod.admitted(policy, "ada", 20));
			return policy.mode() != Mode.LEASED || pod.leased(this.namespace, policy, "ada") > 0;
		});
		return admitted.get();
	}

	@Test
	void tellsWhatIsLeftAndWhenThereIsMore() {
		Policy policy = policy(Mode.EXACT, new BandwidthLimit(10, Duration.ofHours(1), Refill.GREEDY));
		Pod pod = pod();
		Decision admitted = pod.decide(policy, "ada", 4);
		assertThat(admitted.remaining()).isEqualTo(6);
		assertThat(admitted.untilMore()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
		Decision refused = pod.decide(policy, "ada", 8);
		assertThat(refused.admitted()).isFalse();
		assertThat(refused.remaining()).isEqualTo(6);
		assertThat(refused.untilMore()).isBetween(Duration.ofMinutes(11), Duration.ofMinutes(12));
		assertThat(pod.decide(policy, "ada", 6).admitted()).as("less still passes").isTrue();
	}

	@Test
	void needsATokenInEveryBandwidth() {
		BandwidthLimit twoInTenHours = new BandwidthLimit(2, Duration.ofHours(10), Refill.GREEDY);
		Policy greedy = policy(Mode.EXACT, new BandwidthLimit(3, Duration.ofHours(1), Refill.INTERVAL), twoInTenHours);
		Policy interval = policy(Mode.EXACT, new BandwidthLimit(1, Duration.ofHours(1), Refill.INTERVAL),
				twoInTenHours);
		Pod pod = pod();
		assertThat(pod.admitted(greedy, "ada", 3)).isEqualTo(2);
		assertThat(pod.decide(greedy, "ada").untilMore()).isBetween(Duration.ofMinutes(295), Duration.ofHours(5));
		assertThat(pod.admitted(interval, "bob", 3)).isEqualTo(1);
		assertThat(pod.decide(interval, "bob").untilMore()).isBetween(Duration.ofMinutes(55), Duration.ofHours(1));
	}

	@ParameterizedTest
	@EnumSource
	void refills(Refill refill) {
		Policy policy = policy(Mode.EXACT, new BandwidthLimit(4, Duration.ofMillis(400), refill));
		Pod pod = pod();
		long start = System.nanoTime();
		int admitted = 0;
		while (admitted < 12) {
			admitted += pod.admits(policy, "ada") ? 1 : 0;
		}
		// Twelve need the capacity and two refills of it.
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(790));
	}

	@Test
	void refusalsAreRememberedUntilTheyCanChange() {
		Policy policy = policy(Mode.EXACT, new BandwidthLimit(5, Duration.ofHours(1), Refill.GREEDY));
		Pod pod = pod();
		pod.admitted(policy, "ada", 6);
		long before = pod.limiter().scriptCalls();
		assertThat(pod.admitted(policy, "ada", 10_000)).isZero();
		// Once a second it asks again, since another process may have given tokens back.
		assertThat(pod.limiter().scriptCalls() - before).isLessThan(100);
	}

	@ParameterizedTest
	@EnumSource(names = { "EXACT", "LEASED" })
	void givesBack(Mode mode) {
		Policy policy = policy(mode, THOUSAND);
		Pod pod = pod();
		Pod other = pod();
		int admitted = warm(pod, policy);
		pod.limiter().refund(policy, policy.limits(), "ada", admitted - 5);
		await().untilAsserted(() -> assertThat(other.left(policy, "ada")).isEqualTo(995));
		assertThat(pod.admitted(policy, "ada", 1000)).isEqualTo(995);
		pod.limiter().refund(policy, policy.limits(), "ada", 2);
		assertThat(pod.admits(policy, "ada")).isTrue();
		await().untilAsserted(() -> assertThat(other.admits(policy, "ada")).isTrue());
		assertThat(pod.admits(policy, "ada")).isFalse();
	}

	@Test
	void whatIsGivenBackEndsNoLease() {
		Policy policy = policy(Mode.LEASED, THOUSAND);
		Pod pod = pod();
		warm(pod, policy);
		long before = pod.limiter().scriptCalls();
		while (pod.limiter().scriptCalls() == before) {
			pod.admits(policy, "ada");
		}
		// Of the lease that has just begun nothing is spent.
		pod.limiter().refund(policy, policy.limits(), "ada", 1);
		for (int call = 0; call < 1000; call++) {
			assertThat(pod.admits(policy, "ada")).isTrue();
			pod.limiter().refund(policy, policy.limits(), "ada", 1);
		}
		assertThat(pod.limiter().scriptCalls() - before).isLessThan(100);
	}

	@Test
	void resetsAKeyForAllPods() {
		Policy policy = policy(Mode.EXACT, new BandwidthLimit(5, Duration.ofHours(1), Refill.GREEDY));
		Pod a = pod();
		Pod b = pod();
		a.admitted(policy, "ada", 5);
		assertThat(b.admits(policy, "ada")).isFalse();
		a.limiter().reset(policy, policy.limits(), "ada");
		assertThat(a.left(policy, "ada")).isEqualTo(5);
		// What it remembers may end between two of its calls.
		AtomicInteger admitted = new AtomicInteger();
		await().untilAsserted(() -> {
			admitted.addAndGet(b.admitted(policy, "ada", 5));
			assertThat(admitted).hasValue(5);
		});
	}

	@Test
	void whatAnotherPodRemembersDoesNotUndoAReset() {
		// One a second, and so many that few are back when the other pod looks.
		Policy policy = policy(Mode.EXACT, new BandwidthLimit(1000, Duration.ofSeconds(1000), Refill.GREEDY));
		Pod a = pod();
		Pod b = pod();
		a.decide(policy, "ada", 1000);
		assertThat(b.left(policy, "ada")).isLessThan(500);
		a.limiter().reset(policy, policy.limits(), "ada");
		assertThat(a.admits(policy, "ada")).isTrue();
		long start = a.redisMicros();
		await().until(() -> a.redisMicros() - start > Duration.ofMillis(1100).toNanos() / 1000);
		assertThat(b.left(policy, "ada")).as("the one token is back").isEqualTo(1000);
	}

	@Test
	void keepsWhatIsUsedInProportionWhenLimitsChange() {
		Policy before = policy(Mode.EXACT, new BandwidthLimit(10, Duration.ofHours(1), Refill.GREEDY));
		Policy after = policy(Mode.EXACT, new BandwidthLimit(1000, Duration.ofDays(1), Refill.GREEDY));
		Pod pod = pod();
		pod.decide(before, "ada", 8);
		assertThat(pod.left(after, "ada")).isBetween(200L, 210L);
		assertThat(pod().left(before, "ada")).isEqualTo(2);
		Policy more = policy(Mode.EXACT, new BandwidthLimit(10, Duration.ofHours(1), Refill.GREEDY),
				new BandwidthLimit(100, Duration.ofDays(1), Refill.INTERVAL));
		assertThat(pod.left(more, "ada")).isEqualTo(2);
	}

	@Test
	void limitsThatRefillAtOnceFromNowOnRefillAfterAPeriod() {
		Policy before = policy(Mode.EXACT, new BandwidthLimit(10, Duration.ofHours(1), Refill.GREEDY));
		Policy after = policy(Mode.EXACT, new BandwidthLimit(10, Duration.ofHours(1), Refill.INTERVAL));
		Pod pod = pod();
		pod.decide(before, "ada", 8);
		RBucket<String> bucket = pod.redisson().getBucket(keys(pod).get(0), StringCodec.INSTANCE);
		bucket.set(bucket.get().replaceFirst("\\d+]$", "1]"));
		assertThat(pod.left(before, "ada")).as("first counted long ago").isEqualTo(2);
		assertThat(pod.left(after, "ada")).isEqualTo(2);
		assertThat(pod.decide(after, "ada", 3).untilMore()).isBetween(Duration.ofMinutes(55), Duration.ofHours(1));
	}

	@Test
	void keysAreHashedAndExpire() {
		Policy policy = policy(Mode.EXACT, new BandwidthLimit(10, Duration.ofSeconds(6), Refill.GREEDY));
		Pod pod = pod();
		pod.decide(policy, "user:ada@example.com", 10);
		List<String> keys = keys(pod);
		assertThat(keys).hasSize(1).noneMatch((key) -> key.contains("ada"));
		assertThat(pod.redisson().getKeys().remainTimeToLive(keys.get(0))).isBetween(1L, 6100L);
		await().atMost(LONG).untilAsserted(() -> assertThat(keys(pod)).isEmpty());
	}

	@Test
	void aHotKeyIsLeasedAndAColdOneIsNot() {
		Policy policy = policy(Mode.LEASED, new BandwidthLimit(100_000, Duration.ofDays(100), Refill.GREEDY));
		Pod pod = pod();
		long before = pod.limiter().scriptCalls();
		assertThat(pod.admitted(policy, "hot", 20_000)).isEqualTo(20_000);
		assertThat(pod.limiter().scriptCalls() - before).isLessThan(600);
		Pod other = pod();
		pod.admits(policy, "cold");
		assertThat(other.left(policy, "cold")).isEqualTo(99_999);
	}

	@Test
	void unusedLeasesGoBackAndSpentOnesDoNot() {
		Policy policy = policy(Mode.LEASED, new BandwidthLimit(10_000, Duration.ofDays(100), Refill.GREEDY));
		Pod pod = pod();
		Pod other = pod();
		assertThat(pod.admitted(policy, "ada", 1000)).isEqualTo(1000);
		await().untilAsserted(() -> assertThat(other.left(policy, "ada")).isEqualTo(9000));
	}

	@Test
	void leasesGoBackWhenAPodEnds() {
		Policy policy = policy(Mode.LEASED, new BandwidthLimit(10_000, Duration.ofDays(100), Refill.GREEDY));
		Pod other = pod();
		Pod pod = Pod.startSettled(RedisServer.shared().url(), this.namespace);
		pod.admitted(policy, "ada", 1000);
		pod.close();
		assertThat(other.left(policy, "ada")).isEqualTo(9000);
	}

	@Test
	void theLeaseOfAKilledPodIsBackAfterOnePeriod() {
		Duration period = Duration.ofSeconds(4);
		Policy policy = policy(Mode.LEASED, new BandwidthLimit(10_000, period, Refill.GREEDY));
		Pod other = pod();
		// Between two calls of a stalled machine a lease may have gone back already.
		await().atMost(LONG).until(() -> killWhileItLeases(policy) && stranded(other, policy) > 0);
		long killed = other.redisMicros();
		assertThat(stranded(other, policy)).as("at most one lease of one of two pods").isLessThanOrEqualTo(10_000 / 4);
		await().atMost(LONG).until(() -> other.redisMicros() - killed >= period.toNanos() / 1000);
		assertThat(other.left(policy, "ada")).isEqualTo(10_000);
	}

	private boolean killWhileItLeases(Policy policy) {
		Pod pod = Pod.startSettled(RedisServer.shared().url(), this.namespace);
		int admitted = pod.admitted(policy, "ada", 2000);
		pod.kill();
		return admitted == 2000;
	}

	private long stranded(Pod pod, Policy policy) {
		return pod.leased(this.namespace, policy, "ada");
	}

	@Test
	void countsLivePods() {
		Pod a = pod();
		Pod b = Pod.startSettled(RedisServer.shared().url(), this.namespace);
		await().untilAsserted(() -> assertThat(a.limiter().pods()).isEqualTo(2));
		b.close();
		await().untilAsserted(() -> assertThat(a.limiter().pods()).isEqualTo(1));
	}

	@Test
	void aKilledPodIsNoLongerCounted() {
		Pod a = pod();
		Pod b = Pod.startSettled(RedisServer.shared().url(), this.namespace);
		await().untilAsserted(() -> assertThat(a.limiter().pods()).isEqualTo(2));
		b.kill();
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(a.limiter().pods()).isEqualTo(1));
	}

	private List<String> keys(Pod pod) {
		return pod.redisson()
			.getKeys()
			.getKeysStream()
			.filter((key) -> key.contains(this.namespace + "}:api:"))
			.toList();
	}

	private Pod pod() {
		Pod pod = Pod.startSettled(RedisServer.shared().url(), this.namespace);
		this.pods.add(pod);
		return pod;
	}

	private static Policy policy(Mode mode, BandwidthLimit... bandwidths) {
		return new Policy("api", new Limits("api", List.of(bandwidths)), Map.of(), mode, OnRedisLoss.CLOSED, false, 0);
	}

}
