package io.portfolioplatform.cache.shared;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
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
import java.util.stream.Stream;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.Memoizer;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import io.portfolioplatform.cache.coherence.PendingInvalidations;
import io.portfolioplatform.cache.coherence.Trust;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.near.NearStatistics;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import io.portfolioplatform.test.RedisServer;
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

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Tests for results that several processes share through a real Redis.
 */
@Timeout(60)
class SharingTests {

	private static final Map<String, Integer> DATABASE = new ConcurrentHashMap<>();

	private static final AtomicInteger LOADS = new AtomicInteger();

	private static volatile Runnable during = () -> {
	};

	private final RedisServer redis = RedisServer.start();

	private final List<AutoCloseable> open = new ArrayList<>(List.of(this.redis));

	@BeforeEach
	void reset() {
		DATABASE.clear();
		LOADS.set(0);
		during = () -> {
		};
	}

	@AfterEach
	void close() throws Exception {
		for (int i = this.open.size() - 1; i >= 0; i--) {
			this.open.get(i).close();
		}
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
				assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(Total.of("cold", 0, 1));
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
		await().atMost(Duration.ofSeconds(1)).until(() -> b.totals().of("x", 1).amount().intValue() == 2);
		assertThat(b.totals().of("y", 1).amount()).isEqualByComparingTo("1");
		a.memoizer().evictTag("owner:y");
		assertThat(a.totals().of("y", 1).amount()).isEqualByComparingTo("2");
		await().atMost(Duration.ofSeconds(1)).until(() -> b.totals().of("y", 1).amount().intValue() == 2);
		DATABASE.put("y", 3);
		b.memoizer().evictAll("totals");
		assertThat(b.totals().of("y", 1).amount()).isEqualByComparingTo("3");
		await().atMost(Duration.ofSeconds(1)).until(() -> a.totals().of("y", 1).amount().intValue() == 3);
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
		a.redisson().getBucket(turn, StringCodec.INSTANCE).set("crashed", Duration.ofMillis(300));
		assertThat(a.totals().of("x", 1)).isNotNull();
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
		a.redisson().getBucket(turn, StringCodec.INSTANCE).set("other", Duration.ofMinutes(1));
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
	void undecodableBytesAreComputedAnew() {
		Node a = node();
		Node b = node();
		a.totals().of("x", 1);
		awaitKept(a, 1);
		String key = keys(a).findFirst().orElseThrow();
		a.redisson().<String, String>getMap(key, StringCodec.INSTANCE).fastPut("bytes", "PC\u0001\u0000{broken");
		assertThat(b.totals().of("x", 1)).isEqualTo(Total.of("x", 0, 1));
		assertThat(LOADS).hasValue(2);
		assertThat(b.statistics().unreadable()).isEqualTo(1);
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
		FaultProxy proxy = FaultProxy.to(this.redis.host(), this.redis.port());
		this.open.add(proxy);
		Node a = node("--REDIS_URL=redis://localhost:" + proxy.port(), "--platform.redis.timeout=200ms");
		Node b = node();
		DATABASE.put("x", 1);
		a.totals().of("x", 1);
		awaitKept(b, 1);
		proxy.pause();
		DATABASE.put("x", 2);
		a.memoizer().evict(Totals.class, "of", "x", 1);
		assertThat(a.totals().of("x", 1).amount()).isEqualByComparingTo("2");
		for (int i = 0; i < 10; i++) {
			assertThat(a.totals().of("other" + i, 1)).isNotNull();
		}
		proxy.reset();
		proxy.restore();
		await().atMost(Duration.ofSeconds(10)).until(() -> b.totals().of("x", 1).amount().intValue() == 2);
		assertThat(a.totals().of("x", 1).amount()).isEqualByComparingTo("2");
	}

	@Test
	void redisThatAnswersLateCostsATimeoutUntilTheBreakerOpens() {
		FaultProxy proxy = FaultProxy.to(this.redis.host(), this.redis.port());
		this.open.add(proxy);
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
	void readOnlyFullAndLockedRedisCostNoException() {
		Node a = node();
		a.totals().of("warm", 1);
		for (String[] setting : new String[][] { { "maxmemory", "1" }, { "min-replicas-to-write", "1" },
				{ "requirepass", "changed" } }) {
			server(a).getInstance().setConfig(setting[0], setting[1]);
			for (int i = 0; i < 5; i++) {
				assertThat(a.totals().of(setting[0] + i, 1)).isNotNull();
			}
			a.memoizer().evictAll("totals");
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
		boolean ownRedis = List.of(arguments).stream().anyMatch((argument) -> argument.startsWith("--REDIS_URL"));
		// So that a slow machine does not count as a Redis that is gone.
		List<String> all = new ArrayList<>(ownRedis ? List.of()
				: List.of("--REDIS_URL=" + this.redis.url(), "--platform.redis.timeout=30s",
						"--platform.cache.shared.timeout=20s", "--platform.cache.shared.lease=30s",
						"--platform.cache.coherence.trust=30s"));
		for (String argument : arguments) {
			all.removeIf((present) -> present.startsWith(argument.substring(0, argument.indexOf('=') + 1)));
			all.add(argument);
		}
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.run(all.toArray(String[]::new));
		this.open.add(context);
		Node node = new Node(context.getBean(Totals.class), context.getBean(Memoizer.class),
				context.getBean(RedissonClient.class), context.getBean(PendingInvalidations.class),
				context.getBean(NearCaches.class).get("totals").statistics(), context.getBean(Breaker.class),
				context.getBean(Trust.class));
		await().atMost(Duration.ofSeconds(20)).until(context.getBean(Trust.class)::isGivenNow);
		return node;
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
