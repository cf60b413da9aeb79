package io.portfolioplatform.cache.shared;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.Memoizer;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import io.portfolioplatform.cache.coherence.PendingInvalidations;
import io.portfolioplatform.cache.coherence.Trust;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.near.NearStatistics;
import io.portfolioplatform.cache.redis.RedisCommand;
import io.portfolioplatform.cache.redis.RedisFleet;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import io.portfolioplatform.test.proxy.Direction;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redisson.api.RBlockingQueue;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysScanOptions;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.api.redisnode.RedisSingle;
import org.redisson.client.codec.StringCodec;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Tests for results that several processes share through a real Redis.
 */
@Timeout(60)
class SharingTests {

	private static final Map<String, Integer> DATABASE = new ConcurrentHashMap<>();

	private static final String TAG = "platform:cache:{application}:tag:";

	/** How fast it is, {@code FleetTests} shows. */
	private static final Duration SOON = Duration.ofSeconds(10);

	private static final AtomicInteger LOADS = new AtomicInteger();

	private static volatile Runnable during = () -> {
	};

	private final RedisFleet fleet = new RedisFleet();

	@BeforeEach
	void reset() {
		DATABASE.clear();
		LOADS.set(0);
		during = () -> {
		};
	}

	@AfterEach
	void close() throws Exception {
		this.fleet.close();
	}

	@Test
	void oneNodeComputesForAll() {
		Node a = node();
		Node b = node();
		DATABASE.put("x", 1);
		Total total = a.totals().of("x", 1);
		awaitKept(a, 1);
		assertThat(b.totals().of("x", 1)).isEqualTo(total);
		assertThat(LOADS).hasValue(1);
		assertThat(a.statistics().sharedMisses()).isEqualTo(1);
		assertThat(b.statistics().sharedHits()).isEqualTo(1);
		b.totals().of("x", 2);
		assertThat(LOADS).hasValue(2);
		assertThat(b.statistics().sharedMisses()).isEqualTo(1);
	}

	@Test
	void coldKeyIsComputedOnceByWholeFleet() throws Exception {
		List<Node> nodes = List.of(node(), node(), node());
		nodes.forEach((node) -> node.totals().of("warm", 0));
		LOADS.set(0);
		CountDownLatch arrived = new CountDownLatch(90);
		during = () -> uninterruptibly(arrived);
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService callers = Executors.newFixedThreadPool(90);
		try {
			List<CompletableFuture<Total>> answers = new ArrayList<>();
			for (int i = 0; i < 90; i++) {
				Node node = nodes.get(i % 3);
				answers.add(CompletableFuture.supplyAsync(() -> {
					uninterruptibly(start);
					arrived.countDown();
					return node.totals().of("cold", 1);
				}, callers));
			}
			start.countDown();
			for (CompletableFuture<Total> answer : answers) {
				assertThat(answer.get(50, TimeUnit.SECONDS)).isEqualTo(Total.of("cold", 0, 1));
			}
			assertThat(LOADS).hasValue(1);
		}
		finally {
			callers.shutdownNow();
		}
	}

	@Test
	void nobodyFindsWhatWasEvicted() {
		Node a = node();
		Node b = node();
		DATABASE.put("x", 1);
		DATABASE.put("y", 1);
		a.totals().of("x", 1);
		a.totals().of("y", 1);
		awaitKept(a, 2);
		DATABASE.put("x", 2);
		DATABASE.put("y", 2);
		a.memoizer().evict(Totals.class, "of", "x", 1);
		assertThat(a.totals().of("x", 1).amount()).isEqualByComparingTo("2");
		await().atMost(SOON).until(() -> b.totals().of("x", 1).amount().intValue() == 2);
		assertThat(b.totals().of("y", 1).amount()).isEqualByComparingTo("1");
		a.memoizer().evictTag("owner:y");
		assertThat(a.totals().of("y", 1).amount()).isEqualByComparingTo("2");
		await().atMost(SOON).until(() -> b.totals().of("y", 1).amount().intValue() == 2);
		DATABASE.put("y", 3);
		b.memoizer().evictAll("totals");
		assertThat(b.totals().of("y", 1).amount()).isEqualByComparingTo("3");
		await().atMost(SOON).until(() -> a.totals().of("y", 1).amount().intValue() == 3);
	}

	@Test
	void versionsOfTagsDoNotPileUp() {
		Node a = node();
		a.totals().of("x", 0);
		awaitKept(a, 1);
		int versions = versions(a);
		for (int i = 0; i < 20; i++) {
			a.totals().of("owner" + i, 1);
			a.memoizer().evictTag("owner:never-used" + i);
		}
		awaitKept(a, 21);
		awaitSettled(a);
		assertThat(versions(a)).isEqualTo(versions);
		List<String> tags = a.redisson().getKeys().getKeysStream(KeysScanOptions.defaults().pattern("*tag:*")).toList();
		assertThat(tags).hasSize(21).noneMatch((tag) -> tag.contains("never-used"));
		assertThat(tags).allMatch((tag) -> a.redisson().getBucket(tag).remainTimeToLive() > 0);
	}

	@Test
	void versionOutlivesItsResult() {
		Node a = node();
		a.totals().forLong("x");
		awaitKept(a, 1);
		long result = a.redisson().getBucket(keys(a).findFirst().orElseThrow()).remainTimeToLive();
		assertThat(a.redisson().getBucket(TAG + "owner:x").remainTimeToLive()).isGreaterThan(result);
	}

	private static int versions(Node node) {
		return node.redisson().getMap("platform:cache:{application}:versions", StringCodec.INSTANCE).size();
	}

	@Test
	void resultWhoseVersionIsLostIsLostToo() {
		Node a = node();
		DATABASE.put("x", 1);
		a.totals().of("x", 1);
		awaitKept(a, 1);
		a.redisson().getBucket(TAG + "owner:x").delete();
		DATABASE.put("x", 2);
		a.memoizer().evictTag("owner:x");
		assertThat(node().totals().of("x", 1).amount()).isEqualByComparingTo("2");
	}

	@Test
	void resultComputedFromBeforeAnInvalidationIsNotShared() {
		Node a = node();
		Node b = node();
		List<Runnable> invalidations = List.of(() -> b.memoizer().evict(Totals.class, "of", "x", 1),
				() -> b.memoizer().evictTag("owner:x"), () -> b.memoizer().evictAll("totals"));
		for (Runnable invalidation : invalidations) {
			DATABASE.put("x", 1);
			b.memoizer().evictAll("totals");
			awaitSettled(b);
			during = () -> {
				during = () -> {
				};
				DATABASE.put("x", 2);
				invalidation.run();
				awaitSettled(b);
			};
			assertThat(a.totals().of("x", 1).amount()).isEqualByComparingTo("1");
			awaitSettled(a);
			assertThat(b.totals().of("x", 1).amount()).isEqualByComparingTo("2");
		}
	}

	@Test
	void crashedNodeDelaysOthersByItsLeaseAtMost() {
		Node a = node();
		a.totals().of("x", 1);
		awaitKept(a, 1);
		String turn = keys(a).findFirst().orElseThrow().replace(":result:", ":turn:");
		a.memoizer().evictAll("totals");
		awaitSettled(a);
		a.redisson().getBucket(turn, StringCodec.INSTANCE).set("c-1:1", Duration.ofMillis(300));
		assertThat(a.totals().of("x", 1)).isNotNull();
		assertThat(LOADS).hasValue(2);
	}

	@Test
	void nobodyWaitsLongerThanMaxWaitForAnotherNode() {
		Node a = node("--platform.cache.shared.max-wait=300ms");
		a.totals().of("x", 1);
		awaitKept(a, 1);
		String turn = keys(a).findFirst().orElseThrow().replace(":result:", ":turn:");
		a.memoizer().evictAll("totals");
		awaitSettled(a);
		a.redisson().getBucket(turn, StringCodec.INSTANCE).set("a-1:1", Duration.ofHours(1));
		long start = System.nanoTime();
		assertThat(a.totals().of("x", 1)).isNotNull();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(300));
		assertThat(LOADS).hasValue(2);
	}

	@Test
	void threadWithTransactionDoesNotWaitForAnotherNode() {
		Node a = node();
		a.totals().of("x", 1);
		awaitKept(a, 1);
		String turn = keys(a).findFirst().orElseThrow().replace(":result:", ":turn:");
		a.memoizer().evictAll("totals");
		awaitSettled(a);
		a.redisson().getBucket(turn, StringCodec.INSTANCE).set("b-1:1", Duration.ofMinutes(1));
		TransactionSynchronizationManager.setActualTransactionActive(true);
		try {
			assertThat(a.totals().of("x", 1)).isNotNull();
			assertThat(LOADS).hasValue(2);
		}
		finally {
			TransactionSynchronizationManager.setActualTransactionActive(false);
		}
	}

	@Test
	void failedComputationLeavesItsTurnToOthers() {
		Node a = node("--platform.cache.shared.lease=1m");
		Node b = node();
		during = () -> {
			during = () -> {
			};
			throw new IllegalStateException("down");
		};
		assertThat(catchThrowable(() -> a.totals().of("x", 1))).isInstanceOf(IllegalStateException.class);
		assertThat(b.totals().of("x", 1)).isNotNull();
	}

	@Test
	void undecodableBytesAreReplaced() {
		Node a = node();
		Node b = node();
		a.totals().of("x", 1);
		awaitKept(a, 1);
		String key = keys(a).findFirst().orElseThrow();
		a.redisson().<String, String>getMap(key, StringCodec.INSTANCE).fastPut("bytes", "PC\u0001\u0000{broken");
		assertThat(b.totals().of("x", 1)).isEqualTo(Total.of("x", 0, 1));
		assertThat(LOADS).hasValue(2);
		assertThat(b.statistics().unreadable()).isEqualTo(1);
		assertThat(b.statistics().sharedMisses()).isEqualTo(1);
		awaitReplaced(a, key);
		assertThat(node().totals().of("x", 1)).isEqualTo(Total.of("x", 0, 1));
		assertThat(LOADS).hasValue(2);
	}

	private static void awaitReplaced(Node node, String key) {
		await().atMost(Duration.ofSeconds(20))
			.until(() -> !node.redisson()
				.<String, String>getMap(key, StringCodec.INSTANCE)
				.get("bytes")
				.endsWith("broken"));
	}

	@Test
	void undecodableBytesOfAPromiseAreReplaced() {
		Node a = node();
		a.totals().promised("x").join();
		awaitKept(a, 1);
		String key = keys(a).findFirst().orElseThrow();
		a.redisson().<String, String>getMap(key, StringCodec.INSTANCE).fastPut("bytes", "PC\u0001\u0000{broken");
		node().totals().promised("x").join();
		awaitReplaced(a, key);
		assertThat(node().totals().promised("x").join()).isEqualTo(1);
		assertThat(LOADS).hasValue(2);
	}

	@Test
	void typeThatDoesNotSurviveIsNotShared() {
		Node a = node();
		Node b = node();
		assertThat(a.totals().opaque("x").hidden()).isEqualTo("x");
		assertThat(b.totals().opaque("x").hidden()).isEqualTo("x");
		assertThat(LOADS).hasValue(2);
		assertThat(keys(a)).isEmpty();
	}

	@Test
	void callsGoOnWithoutRedisAndServeNothingOldAfterwards() {
		FaultProxy proxy = this.fleet.opened(FaultProxy.to(this.fleet.redis().host(), this.fleet.redis().port()));
		Node a = node("--REDIS_URL=redis://localhost:" + proxy.port(), "--platform.redis.timeout=200ms");
		Node b = node();
		DATABASE.put("x", 1);
		// The one that waits for Redis.
		b.totals().of("x", 1);
		awaitKept(b, 1);
		a.totals().of("x", 1);
		proxy.pause();
		DATABASE.put("x", 2);
		a.memoizer().evict(Totals.class, "of", "x", 1);
		assertThat(a.totals().of("x", 1).amount()).isEqualByComparingTo("2");
		for (int i = 0; i < 10; i++) {
			assertThat(a.totals().of("other" + i, 1)).isNotNull();
		}
		proxy.reset();
		proxy.restore();
		await().atMost(Duration.ofSeconds(30)).until(() -> b.totals().of("x", 1).amount().intValue() == 2);
		assertThat(a.totals().of("x", 1).amount()).isEqualByComparingTo("2");
	}

	@Test
	void redisThatAnswersLateCostsATimeoutUntilTheBreakerOpens() {
		FaultProxy proxy = this.fleet.opened(FaultProxy.to(this.fleet.redis().host(), this.fleet.redis().port()));
		Node a = node("--REDIS_URL=redis://localhost:" + proxy.port(), "--platform.redis.timeout=2m",
				"--platform.cache.shared.timeout=1s", "--platform.cache.coherence.trust=10m");
		awaitSharing(a);
		// Later than this test may last: who waited for an answer would be noticed.
		proxy.latency(Duration.ofMinutes(1));
		for (int i = 0; i < 3; i++) {
			assertThat(a.breaker().isClosed()).isTrue();
			assertThat(a.totals().of("late" + i, 1)).isNotNull();
		}
		assertThat(a.breaker().isClosed()).isFalse();
		assertThat(a.trust().isGivenNow()).isTrue();
		proxy.reset();
		proxy.restore();
		awaitSharing(a);
	}

	@Test
	void turnWhoseAnswerIsLostIsGivenBack() {
		FaultProxy proxy = this.fleet.opened(FaultProxy.to(this.fleet.redis().host(), this.fleet.redis().port()));
		Node a = node("--REDIS_URL=redis://localhost:" + proxy.port(), "--platform.redis.timeout=300ms",
				"--platform.cache.shared.lease=2m", "--platform.cache.shared.max-wait=3m",
				"--platform.cache.near.max-wait=4m", "--platform.cache.coherence.trust=10m");
		Node b = node("--platform.cache.shared.lease=2m", "--platform.cache.shared.max-wait=3m",
				"--platform.cache.near.max-wait=4m");
		awaitSharing(a);
		// Makes the script known that gives a right back.
		during = () -> {
			throw new IllegalStateException("no database");
		};
		assertThatIllegalStateException().isThrownBy(() -> a.totals().of("failed", 1));
		during = () -> {
		};
		assertThat(b.totals().of("failed", 1)).isNotNull();
		proxy.latency(Direction.TO_CLIENT, Duration.ofMinutes(1));
		assertThat(a.totals().of("lost", 1)).isNotNull();
		assertThat(CompletableFuture.supplyAsync(() -> b.totals().of("lost", 1)))
			.as("does not wait for who had the turn")
			.succeedsWithin(Duration.ofSeconds(30));
		proxy.reset();
		proxy.restore();
	}

	@Test
	void whatIsWaitedForAnEvictionCountsAsWaitForRedis() {
		FaultProxy proxy = this.fleet.opened(FaultProxy.to(this.fleet.redis().host(), this.fleet.redis().port()));
		Node a = node("--REDIS_URL=redis://localhost:" + proxy.port(), "--platform.redis.timeout=10s",
				"--platform.cache.shared.timeout=4s", "--platform.cache.coherence.trust=10m");
		awaitSharing(a);
		// Makes the script of an eviction known, which costs round trips of its own.
		a.memoizer().evictTag("any");
		awaitSettled(a);
		long misses = a.statistics().sharedMisses();
		// The eviction is confirmed in time, and an answer to the look would be too.
		proxy.latency(Direction.TO_CLIENT, Duration.ofMillis(2400));
		a.memoizer().evict(Totals.class, "of", "x", 1);
		assertThat(a.totals().of("x", 1)).isNotNull();
		assertThat(a.statistics().sharedMisses()).as("answers that came within the timeout").isEqualTo(misses);
	}

	@Test
	void breakerOpensWhereEvictionsAreNotConfirmed() {
		FaultProxy proxy = this.fleet.opened(FaultProxy.to(this.fleet.redis().host(), this.fleet.redis().port()));
		Node a = node("--REDIS_URL=redis://localhost:" + proxy.port(), "--platform.redis.timeout=2m",
				"--platform.cache.shared.timeout=1s", "--platform.cache.coherence.trust=10m");
		awaitSharing(a);
		proxy.latency(Duration.ofMinutes(1));
		a.memoizer().evictAll("others");
		for (int i = 0; i < 3; i++) {
			assertThat(a.breaker().isClosed()).isTrue();
			assertThat(a.totals().of("late" + i, 1)).isNotNull();
		}
		assertThat(a.breaker().isClosed()).isFalse();
		proxy.reset();
		proxy.restore();
	}

	private static void awaitSharing(Node node) {
		long before = keys(node).count();
		await().atMost(Duration.ofSeconds(30)).until(() -> {
			node.totals().of("probe", LOADS.get());
			return keys(node).count() > before;
		});
	}

	@Test
	void hitCostsOneCommandAndMissTwo() {
		// So that no look into the log is counted.
		String[] rarely = { "--platform.cache.coherence.interval=1h", "--platform.cache.coherence.trust=3h" };
		Node a = node(rarely);
		Node b = node(rarely);
		await().until(() -> scripts(a) >= 2);
		a.totals().of("warm", 1);
		awaitKept(a, 1);
		long before = scripts(a);
		b.totals().of("warm", 1);
		assertThat(scripts(a) - before).isEqualTo(1);
		a.totals().of("x", 1);
		awaitKept(a, 2);
		assertThat(scripts(a) - before).isEqualTo(3);
	}

	@Test
	void hitMakesRedisDoWhatTheScriptDoesAndNothingElse() {
		String[] rarely = { "--platform.cache.coherence.interval=1h", "--platform.cache.coherence.trust=3h" };
		Node a = node(rarely);
		Node b = node(rarely);
		a.totals().of("x", 1);
		awaitKept(a, 1);
		// Connects, and makes the script known.
		b.totals().of("warm", 1);
		awaitKept(a, 2);
		Map<String, Long> before = commands();
		b.totals().of("x", 1);
		assertThat(commandsSince(before))
			.isEqualTo(Map.of("evalsha", 1L, "hget", 1L, "get", 1L, "hmget", 1L, "pttl", 1L));
	}

	@Test
	void evictionCostsTheSameWhateverIsThere() {
		String[] rarely = { "--platform.cache.coherence.interval=1h", "--platform.cache.coherence.trust=3h" };
		Node a = node(rarely);
		for (int i = 0; i < 50; i++) {
			a.totals().of("x", i);
		}
		awaitKept(a, 50);
		// Makes the script known.
		a.memoizer().evictTag("any");
		awaitSettled(a);
		assertThat(commandsOf(a, () -> a.memoizer().evict(Totals.class, "of", "x", 1)))
			.isEqualTo(Map.of("evalsha", 1L, "del", 1L, "xadd", 1L));
		assertThat(commandsOf(a, () -> a.memoizer().evictTag("owner:x")))
			.isEqualTo(Map.of("evalsha", 1L, "del", 1L, "xadd", 1L));
		assertThat(commandsOf(a, () -> a.memoizer().evictAll("totals")))
			.isEqualTo(Map.of("evalsha", 1L, "hdel", 1L, "xadd", 1L));
	}

	private Map<String, Long> commandsOf(Node node, Runnable eviction) {
		Map<String, Long> before = commands();
		eviction.run();
		awaitSettled(node);
		return commandsSince(before);
	}

	private Map<String, Long> commands() {
		Map<String, Long> commands = new HashMap<>();
		Matcher line = Pattern.compile("cmdstat_([^:]+):calls=(\\d+)")
			.matcher(RedisCommand.send(this.fleet.redis().port(), "INFO commandstats"));
		while (line.find()) {
			commands.put(line.group(1), Long.valueOf(line.group(2)));
		}
		return commands;
	}

	/**
	 * Without what this test asks itself and what keeps connections open.
	 */
	private Map<String, Long> commandsSince(Map<String, Long> before) {
		Map<String, Long> commands = commands();
		commands.replaceAll((name, calls) -> calls - before.getOrDefault(name, 0L));
		commands.keySet().removeAll(List.of("info", "quit", "ping"));
		commands.values().removeIf((calls) -> calls == 0);
		return commands;
	}

	@Test
	void longKeysAreHashedInRedisAndStillEvictedOneByOne() {
		Node a = node();
		Node b = node();
		String owner = "x".repeat(600);
		a.totals().of(owner, 1);
		a.totals().of(owner, 2);
		awaitKept(a, 2);
		assertThat(keys(a)).allMatch((key) -> key.length() < 200);
		b.totals().of(owner, 1);
		assertThat(LOADS).hasValue(2);
		b.memoizer().evict(Totals.class, "of", owner, 1);
		awaitSettled(b);
		Node c = node();
		c.totals().of(owner, 2);
		assertThat(LOADS).hasValue(2);
		c.totals().of(owner, 1);
		assertThat(LOADS).hasValue(3);
	}

	private static long scripts(Node node) {
		return server(node).getInstance()
			.info(RedisNode.InfoSection.COMMANDSTATS)
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith("cmdstat_eval"))
			.mapToLong((entry) -> Long.parseLong(entry.getValue().replaceAll("calls=(\\d+),.*", "$1")))
			.sum();
	}

	private static RedisSingle server(Node node) {
		return node.redisson().getRedisNodes(RedisNodes.SINGLE);
	}

	@Test
	void fullReadOnlyAndLockedRedisCostNoExceptionAndNothingOldIsServedAfterwards() {
		String[] impatient = { "--platform.redis.timeout=1s", "--platform.cache.shared.timeout=1s",
				"--platform.cache.coherence.trust=5s" };
		Node a = node(impatient);
		Node b = node(impatient);
		int value = 0;
		for (String[] fault : new String[][] { { "CONFIG SET maxmemory 1", "CONFIG SET maxmemory 0" },
				{ "CONFIG SET min-replicas-to-write 1", "CONFIG SET min-replicas-to-write 0" },
				{ "CONFIG SET requirepass changed", "AUTH changed\r\nCONFIG SET requirepass \"\"" } }) {
			DATABASE.put("x", ++value);
			a.memoizer().evictAll("totals");
			awaitAmount(value, a, b);
			// Open connections would go on with the password they came with.
			RedisCommand.send(this.fleet.redis().port(), fault[0] + "\r\nCLIENT KILL TYPE normal");
			DATABASE.put("x", ++value);
			a.memoizer().evict(Totals.class, "of", "x", 1);
			assertThat(a.totals().of("x", 1).amount().intValue()).as(fault[0]).isEqualTo(value);
			for (int i = 0; i < 5; i++) {
				assertThat(a.totals().of(fault[0] + i, 1)).isNotNull();
			}
			RedisCommand.send(this.fleet.redis().port(), fault[1]);
			awaitAmount(value, a, b);
			assertThat(RedisCommand.send(this.fleet.redis().port(), "SET probe 1")).startsWith("+OK");
		}
	}

	private static void awaitAmount(int amount, Node... nodes) {
		for (Node node : nodes) {
			await().atMost(Duration.ofSeconds(20)).until(() -> node.totals().of("x", 1).amount().intValue() == amount);
		}
	}

	@Test
	void thousandColdKeysDoNotWaitForEachOther() throws Exception {
		Node a = node();
		CountDownLatch allAreLoading = new CountDownLatch(1_000);
		during = () -> {
			allAreLoading.countDown();
			uninterruptibly(allAreLoading);
		};
		ExecutorService callers = Executors.newFixedThreadPool(1_000);
		try {
			List<CompletableFuture<Total>> answers = new ArrayList<>();
			for (int i = 0; i < 1_000; i++) {
				int days = i;
				answers.add(CompletableFuture.supplyAsync(() -> a.totals().of("cold", days), callers));
			}
			for (CompletableFuture<Total> answer : answers) {
				assertThat(answer.get(50, TimeUnit.SECONDS)).isNotNull();
			}
			assertThat(LOADS).hasValue(1_000);
		}
		finally {
			callers.shutdownNow();
		}
	}

	@Test
	void refreshesAheadForAll() {
		Node a = node();
		Node b = node();
		DATABASE.put("x", 1);
		assertThat(a.totals().refreshed("x")).isEqualTo(1);
		awaitKept(a, 1);
		assertThat(b.totals().refreshed("x")).isEqualTo(1);
		DATABASE.put("x", 2);
		await().until(() -> b.totals().refreshed("x") == 2);
		await().until(() -> a.totals().refreshed("x") == 2);
	}

	@Test
	void oneNodeRefreshesForAllWhileTheOthersGoOn() throws Exception {
		Node a = node();
		Node b = node();
		DATABASE.put("x", 1);
		assertThat(a.totals().refreshed("x")).isEqualTo(1);
		awaitKept(a, 1);
		assertThat(b.totals().refreshed("x")).isEqualTo(1);
		DATABASE.put("x", 2);
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		AtomicInteger refreshes = new AtomicInteger();
		during = () -> {
			refreshes.incrementAndGet();
			begun.countDown();
			uninterruptibly(end);
		};
		// The call that refreshes returns what it has computed.
		CompletableFuture<Integer> refreshing = CompletableFuture
			.supplyAsync(() -> await().atMost(Duration.ofSeconds(30))
				.until(() -> a.totals().refreshed("x"), (amount) -> begun.getCount() == 0));
		begun.await();
		// More than one refreshAfter: each node is due again and again.
		await().during(Duration.ofMillis(300)).until(() -> b.totals().refreshed("x") == 1);
		end.countDown();
		assertThat(refreshing.get(40, TimeUnit.SECONDS)).isEqualTo(2);
		assertThat(refreshes).hasValue(1);
	}

	@Test
	void failedRefreshGoesOnWithTheSharedResult() {
		Node a = node();
		Node b = node();
		DATABASE.put("x", 1);
		assertThat(a.totals().refreshed("x")).isEqualTo(1);
		awaitKept(a, 1);
		AtomicInteger failures = new AtomicInteger();
		during = () -> {
			failures.incrementAndGet();
			throw new IllegalStateException("down");
		};
		await().until(() -> a.totals().refreshed("x") == 1 && b.totals().refreshed("x") == 1 && failures.get() > 1);
	}

	@Test
	void onlyChangesAreTold() {
		Node a = node();
		Node b = node();
		await().until(() -> entries(a) == 1);
		a.totals().of("x", 1);
		awaitKept(a, 1);
		b.totals().of("x", 1);
		assertThat(entries(a)).isEqualTo(1);
		a.memoizer().evict(Totals.class, "of", "x", 1);
		await().until(() -> entries(a) == 2);
	}

	private static long entries(Node node) {
		return node.redisson().getStream("platform:cache:{application}:invalidations", StringCodec.INSTANCE).size();
	}

	@Test
	void nothingIsDecodedOnThreadsOfRedisson() {
		Node a = node();
		Node b = node();
		a.totals().of("x", 1);
		awaitKept(a, 1);
		Total.READERS.clear();
		assertThat(b.totals().of("x", 1)).isNotNull();
		assertThat(Total.READERS).isNotEmpty().allMatch((thread) -> thread.equals(Thread.currentThread().getName()));
	}

	@Test
	void threadOfRedissonDoesNotWaitForRedis() throws Exception {
		Node a = node();
		CompletableFuture<String> thread = new CompletableFuture<>();
		RBlockingQueue<byte[]> queue = a.redisson().getBlockingQueue("any");
		queue.takeAsync().whenComplete((taken, failure) -> {
			long start = System.nanoTime();
			a.totals().of("x", 1);
			thread.complete(Thread.currentThread().getName() + " "
					+ Duration.ofNanos(System.nanoTime() - start).compareTo(Duration.ofSeconds(20)));
		});
		queue.offer(new byte[1]);
		assertThat(thread.get(30, TimeUnit.SECONDS)).startsWith("redisson-netty").endsWith("-1");
	}

	private static void awaitKept(Node node, int results) {
		await().atMost(Duration.ofSeconds(20)).until(() -> keys(node).count() == results);
	}

	private static Stream<String> keys(Node node) {
		return node.redisson().getKeys().getKeysStream(KeysScanOptions.defaults().pattern("*result*"));
	}

	private static void awaitSettled(Node node) {
		await().atMost(Duration.ofSeconds(20)).until(node.pending()::isSettled);
	}

	private static void uninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Node node(String... arguments) {
		ConfigurableApplicationContext context = this.fleet.start(Application.class, arguments);
		return new Node(context.getBean(Totals.class), context.getBean(Memoizer.class),
				context.getBean(RedissonClient.class), context.getBean(PendingInvalidations.class),
				context.getBean(NearCaches.class).get("totals").statistics(), context.getBean(Breaker.class),
				context.getBean(Trust.class));
	}

	private record Node(Totals totals, Memoizer memoizer, RedissonClient redisson, PendingInvalidations pending,
			NearStatistics statistics, Breaker breaker, Trust trust) {

	}

	record Total(String owner, BigDecimal amount, List<Integer> days) {

		/** The threads that made one. */
		static final Queue<String> READERS = new ConcurrentLinkedQueue<>();

		Total {
			READERS.add(Thread.currentThread().getName());
		}

		static Total of(String owner, int amount, int days) {
			return new Total(owner, new BigDecimal(amount + ".00"), List.of(days));
		}

	}

	static final class Opaque {

		private final String hidden;

		public Opaque() {
			this("lost");
		}

		Opaque(String hidden) {
			this.hidden = hidden;
		}

		String hidden() {
			return this.hidden;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ PlatformRedisAutoConfiguration.class, PlatformCacheAutoConfiguration.class })
	@Import(Totals.class)
	static class Application {

	}

	static class Totals {

		@Memoize(ttl = "1h", name = "totals", tags = "owner:#{#owner}")
		public Total of(String owner, int days) {
			LOADS.incrementAndGet();
			Total total = Total.of(owner, DATABASE.getOrDefault(owner, 0), days);
			during.run();
			return total;
		}

		@Memoize(ttl = "3h", tags = "owner:#{#owner}")
		public int forLong(String owner) {
			return 1;
		}

		@Memoize(ttl = "1h")
		public CompletableFuture<Integer> promised(String owner) {
			LOADS.incrementAndGet();
			return CompletableFuture.completedFuture(1);
		}

		@Memoize(ttl = "1h", refreshAfter = "100ms")
		public int refreshed(String owner) {
			int amount = DATABASE.getOrDefault(owner, 0);
			during.run();
			return amount;
		}

		@Memoize(ttl = "1h")
		public Opaque opaque(String owner) {
			LOADS.incrementAndGet();
			return new Opaque(owner);
		}

	}

}
