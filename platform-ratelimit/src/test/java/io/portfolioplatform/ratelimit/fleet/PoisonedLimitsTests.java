package io.portfolioplatform.ratelimit.fleet;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Mode;
import io.portfolioplatform.ratelimit.policy.OnRedisLoss;
import io.portfolioplatform.ratelimit.policy.Policy;
import io.portfolioplatform.ratelimit.policy.Refill;
import io.portfolioplatform.ratelimit.redis.Poison;
import io.portfolioplatform.ratelimit.redis.UnreadableKeys;
import io.portfolioplatform.redis.support.RedisScript;
import io.portfolioplatform.test.RedisServer;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.api.RType;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What Redis holds of limits counts as absent where it cannot be read: it is counted and
 * replaced, and the fleet goes on.
 */
class PoisonedLimitsTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private static final Policy TEN = policy(Mode.EXACT, 10, Duration.ofHours(1));

	private final Names names = new Names(UUID.randomUUID().toString());

	private final List<Pod> pods = new ArrayList<>();

	private final Pod pod = pod();

	@AfterEach
	void stop() {
		this.pods.forEach(Pod::close);
		assertThat(Poison.hasRun()).as("an object in the bytes was read").isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void aBucketThatCannotBeReadIsFullAndReplaced(Poison poison) {
		Pod other = pod();
		this.pod.decide(TEN, "ada", 4);
		this.pod.decide(TEN, "bob", 3);
		poison(poison, "ada");
		assertThat(other.admitted(TEN, "ada", 20)).isEqualTo(10);
		assertThat(other.left(TEN, "bob")).isEqualTo(7);
		assertCounted(other, 1);
		assertThat(text("ada")).matches("\\[[\\d,]+]");
		assertThat(this.pod.redisson().getKeys().remainTimeToLive(bucket("ada"))).isPositive();
		assertThat(this.pod.left(TEN, "ada")).isZero();
		assertCounted(this.pod, 0);
	}

	@ParameterizedTest
	@EnumSource
	void whoeverRemembersTheBucketDoesNotFindItFull(Poison poison) {
		this.pod.decide(TEN, "ada", 4);
		poison(poison, "ada");
		assertThat(this.pod.admitted(TEN, "ada", 20)).isEqualTo(6);
		assertCounted(this.pod, 1);
	}

	@ParameterizedTest
	@EnumSource
	void leasesGoOn(Poison poison) {
		Policy policy = policy(Mode.LEASED, 10_000, Duration.ofDays(100));
		Pod other = pod();
		assertThat(this.pod.admitted(policy, "ada", 1000)).isEqualTo(1000);
		poison(poison, "ada");
		assertThat(this.pod.admitted(policy, "ada", 1000)).isEqualTo(1000);
		await().untilAsserted(() -> assertThat(other.left(policy, "ada")).isEqualTo(8000));
		assertThat(this.pod.limiter().unreadable() + other.limiter().unreadable()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void aLookTakesItAwayAndAResetReplacesIt(Poison poison) {
		Pod other = pod();
		this.pod.decide(TEN, "ada", 4);
		poison(poison, "ada");
		assertThat(other.left(TEN, "ada")).isEqualTo(10);
		assertThat(this.pod.redisson().getKeys().countExists(bucket("ada"))).isZero();
		this.pod.decide(TEN, "ada", 4);
		poison(poison, "ada");
		this.pod.limiter().reset(TEN, TEN.limits(), "ada");
		assertThat(text("ada")).matches("\\[[\\d,]+]");
		assertThat(other.left(TEN, "ada")).isEqualTo(10);
		assertCounted(other, 1);
		assertCounted(this.pod, 1);
	}

	@ParameterizedTest
	@EnumSource
	void whatIsAskedInTheSameCallIsAnswered(Poison poison) {
		this.pod.decide(TEN, "ada", 4);
		this.pod.decide(TEN, "bob", 3);
		poison(poison, "ada");
		UnreadableKeys unreadable = new UnreadableKeys();
		RedisLink link = new RedisLink(this.pod.redisson(), this.names, unreadable);
		RedisScript take = new RedisScript(this.pod.redisson(), StringCodec.INSTANCE,
				RedisScript.read(TakeScript.class, "take"));
		TakeScript script = new TakeScript(take, this.names, Heartbeat.SETTLE, link, unreadable, System::nanoTime);
		List<Ticket> tickets = Stream.of("new", "ada", "bob").map(this::ticket).toList();
		script.send(tickets);
		assertThat(tickets.stream().map((ticket) -> ticket.await(Pod.PATIENT)))
			.extracting(Ticket.Outcome::admitted, Ticket.Outcome::left)
			.containsExactly(tuple(9), tuple(9), tuple(6));
		assertThat(script.calls()).isEqualTo(1);
		assertThat(unreadable.count()).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "0, 9007199254740994", "2, -1", "3, -1", "4, 9007199254740992", "4, -9007199254740992", "5, 0",
			"5, -36000000", "6, 9007199254740992" })
	void numbersThatTheScriptDoesNotWriteAreNoBucket(int index, String number) {
		this.pod.decide(TEN, "ada", 4);
		String[] numbers = text("ada").replaceAll("[\\[\\]]", "").split(",");
		numbers[index] = number;
		this.pod.redisson().getBucket(bucket("ada"), StringCodec.INSTANCE).set("[" + String.join(",", numbers) + "]");
		Pod other = pod();
		assertThat(other.left(TEN, "ada")).isEqualTo(10);
		assertCounted(other, 1);
	}

	@Test
	void noChangeOfTheBytesEndsTheSharing() {
		this.pod.decide(TEN, "ada", 4);
		String good = text("ada");
		Random random = new Random(42);
		for (int round = 0; round < 500; round++) {
			StringBuilder changed = new StringBuilder(good);
			for (int change = random.nextInt(3); change >= 0; change--) {
				int at = random.nextInt(changed.length());
				changed.replace(at, at + random.nextInt(2), any(random));
			}
			this.pod.redisson()
				.<byte[]>getBucket(bucket("ada"), ByteArrayCodec.INSTANCE)
				.set(changed.toString().getBytes(StandardCharsets.ISO_8859_1));
			assertThat(this.pod.left(TEN, "ada")).as(changed.toString()).isBetween(0L, 10L);
			assertThat(this.pod.limiter().isShared()).as(changed.toString()).isTrue();
		}
		assertThat(this.pod.limiter().unreadable()).isPositive();
	}

	private static String any(Random random) {
		String likely = "0123456789,-[]{}.eE\"nulai: ";
		return random.nextBoolean() ? String.valueOf((char) random.nextInt(256))
				: likely.substring(random.nextInt(likely.length())).substring(0, 1);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TRUNCATED")
	void aRedisThatDoesNotKnowItsAgeIsNew(Poison poison) {
		this.pod.decide(TEN, "ada", 4);
		poison.put(this.pod.redisson(), this.names.born(), "1234567");
		assertThat(this.pod.left(TEN, "ada")).isEqualTo(6);
		assertThat(this.pod.redisson().<String>getBucket(this.names.born(), StringCodec.INSTANCE).get())
			.matches("\\d{16}");
		// Either the decision or the heartbeat has met it.
		await().untilAsserted(() -> assertCounted(this.pod, 1));
	}

	@Test
	void aRedisIsNotBornInTheFuture() {
		this.pod.redisson().getBucket(this.names.born(), StringCodec.INSTANCE).set("9007199254740991");
		assertThat(this.pod.left(TEN, "ada")).isEqualTo(10);
		await().untilAsserted(() -> assertCounted(this.pod, 1));
	}

	@ParameterizedTest
	@EnumSource
	void processesAreCountedAgain(Poison poison) {
		String key = this.names.pods();
		poison.put(this.pod.redisson(), key, "1234567");
		await().atMost(LONG).until(() -> this.pod.redisson().getKeys().getType(key) == RType.ZSET);
		await().untilAsserted(() -> assertCounted(this.pod, 1));
		assertThat(this.pod.limiter().pods()).isEqualTo(1);
	}

	@Test
	void aProcessThatIsHeardOfInTheFutureIsForgottenToo() {
		this.pod.redisson().<String>getScoredSortedSet(this.names.pods(), StringCodec.INSTANCE).add(9e15, "ghost");
		await().until(() -> this.pod.limiter().pods() == 2);
		await().atMost(LONG).until(() -> this.pod.limiter().pods() == 1);
	}

	private void assertCounted(Pod pod, int count) {
		assertThat(pod.limiter().unreadable()).isEqualTo(count);
		assertThat(pod.limiter().isShared()).isTrue();
	}

	private Ticket ticket(String key) {
		KeyState state = new KeyState(bucket(key), TEN.limits());
		return new Ticket(state, state.terms(), Ticket.Kind.TAKE, 1, 0);
	}

	private static Tuple tuple(long left) {
		return Tuple.tuple(true, left);
	}

	private void poison(Poison poison, String key) {
		poison.put(this.pod.redisson(), bucket(key), text(key));
	}

	private String text(String key) {
		return this.pod.redisson().<String>getBucket(bucket(key), StringCodec.INSTANCE).get();
	}

	private String bucket(String key) {
		return this.names.bucket("api", key);
	}

	private Pod pod() {
		Pod started = Pod.startSettled(RedisServer.shared().url(), this.names.namespace());
		this.pods.add(started);
		return started;
	}

	private static Policy policy(Mode mode, long capacity, Duration period) {
		BandwidthLimit limit = new BandwidthLimit(capacity, period, Refill.GREEDY);
		return new Policy("api", new Limits("api", List.of(limit)), Map.of(), mode, OnRedisLoss.CLOSED, false, 0);
	}

}
