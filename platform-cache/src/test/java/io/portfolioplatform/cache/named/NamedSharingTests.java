package io.portfolioplatform.cache.named;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.portfolioplatform.cache.PlatformCache;
import io.portfolioplatform.cache.named.NamedFleet.Node;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.redis.RedisCommand;
import io.portfolioplatform.test.proxy.Direction;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for caches by name that several processes share through a real Redis, used from
 * code.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class NamedSharingTests {

	/** How fast it is, {@code FleetTests} shows. */
	private static final Duration SOON = Duration.ofSeconds(10);

	private final NamedFleet fleet = new NamedFleet();

	private final Map<String, Integer> database = new ConcurrentHashMap<>();

	private final AtomicInteger loads = new AtomicInteger();

	private volatile Runnable during = () -> {
	};

	@AfterEach
	void close() throws Exception {
		this.fleet.close();
	}

	@Test
	void coldKeyIsLoadedOnceByTheWholeFleet() throws Exception {
		List<PlatformCache<String, Price>> caches = List.of(prices(this.fleet.node()), prices(this.fleet.node()),
				prices(this.fleet.node()));
		int callers = 60;
		CountDownLatch arrived = new CountDownLatch(callers);
		this.during = () -> uninterruptibly(arrived);
		ExecutorService executor = Executors.newFixedThreadPool(callers);
		try {
			List<CompletableFuture<Price>> answers = new ArrayList<>();
			for (int i = 0; i < callers; i++) {
				PlatformCache<String, Price> cache = caches.get(i % 3);
				answers.add(CompletableFuture.supplyAsync(() -> {
					arrived.countDown();
					return cache.get("x", this::load);
				}, executor));
			}
			for (CompletableFuture<Price> answer : answers) {
				assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(new Price("x", 0));
			}
			assertThat(this.loads).hasValue(1);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void promiseIsAskedForOnceByTheWholeFleet() throws Exception {
		PlatformCache<String, Price> a = prices(this.fleet.node());
		PlatformCache<String, Price> b = prices(this.fleet.node());
		CompletableFuture<Price> promise = new CompletableFuture<>();
		CompletableFuture<Price> first = a.getAsync("x", (key) -> promise);
		CompletableFuture<Price> second = b.getAsync("x", (key) -> {
			throw new IllegalStateException("asked once more");
		});
		assertThat(second).isNotCompleted();
		promise.complete(new Price("x", 1));
		assertThat(first.get()).isEqualTo(new Price("x", 1));
		assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo(new Price("x", 1));
	}

	@Test
	void valuePutOnOneNodeIsTheOneOfTheOthers() {
		Node node = this.fleet.node();
		PlatformCache<String, Price> a = prices(node);
		PlatformCache<String, Price> b = prices(this.fleet.node());
		a.get("x", this::load);
		node.awaitKept(1);
		assertThat(b.get("x", this::load)).isEqualTo(new Price("x", 0));
		a.put("x", new Price("x", 7));
		soon(() -> b.get("x", this::load).cents() == 7);
		assertThat(a.getIfPresent("x")).isEqualTo(new Price("x", 7));
		assertThat(prices(this.fleet.node()).getIfPresent("x")).isEqualTo(new Price("x", 7));
		assertThat(this.loads).hasValue(1);
	}

	@Test
	void putInTransactionIsSharedAfterItsCommit() {
		PlatformCache<String, Price> a = prices(this.fleet.node());
		PlatformCache<String, Price> b = prices(this.fleet.node());
		TransactionSynchronizationManager.initSynchronization();
		try {
			a.put("x", new Price("x", 7));
			assertThat(b.getIfPresent("x")).isNull();
			TransactionSynchronizationUtils.triggerAfterCommit();
		}
		finally {
			TransactionSynchronizationManager.clearSynchronization();
		}
		await().atMost(Duration.ofSeconds(20)).until(() -> b.getIfPresent("x") != null);
	}

	@Test
	void nobodyFindsWhatWasEvicted() {
		Node node = this.fleet.node();
		PlatformCache<String, Price> a = prices(node);
		PlatformCache<String, Price> b = prices(this.fleet.node());
		for (String key : List.of("x", "y")) {
			a.get(key, this::load);
		}
		node.awaitKept(2);
		for (String key : List.of("x", "y")) {
			b.get(key, this::load);
			this.database.put(key, 1);
		}
		a.evict("x");
		assertThat(a.get("x", this::load).cents()).isEqualTo(1);
		soon(() -> b.get("x", this::load).cents() == 1);
		assertThat(b.get("y", this::load).cents()).isZero();
		b.evictAll();
		assertThat(b.get("y", this::load).cents()).isEqualTo(1);
		soon(() -> a.get("y", this::load).cents() == 1);
	}

	@Test
	void whatIsLoadedFromBeforeAnEvictionIsNotShared() {
		Node nodeA = this.fleet.node();
		Node nodeB = this.fleet.node();
		PlatformCache<String, Price> a = prices(nodeA);
		PlatformCache<String, Price> b = prices(nodeB);
		List<Runnable> loads = List.of(() -> a.get("x", this::load), () -> a.getAll(List.of("x", "y"), this::loadAll),
				() -> a.getAsync("x", (key) -> CompletableFuture.completedFuture(load(key))).join());
		int value = 0;
		for (Runnable load : loads) {
			for (Runnable change : List.<Runnable>of(() -> b.evict("x"), b::evictAll)) {
				b.evictAll();
				nodeB.awaitSettled();
				int fresh = ++value;
				this.during = () -> {
					this.during = () -> {
					};
					this.database.put("x", fresh);
					change.run();
					nodeB.awaitSettled();
				};
				load.run();
				await().until(() -> nodeA.turns().isEmpty());
				assertThat(b.get("x", this::load).cents()).isEqualTo(fresh);
			}
		}
	}

	@Test
	void loadFromBeforeAPutIsNotShared() {
		Node node = this.fleet.node();
		PlatformCache<String, Price> a = prices(node);
		PlatformCache<String, Price> b = prices(this.fleet.node());
		this.during = () -> {
			b.put("x", new Price("x", 7));
			await().until(() -> node.kept().size() == 1);
		};
		assertThat(a.get("x", this::load).cents()).isZero();
		await().until(() -> node.turns().isEmpty());
		assertThat(prices(this.fleet.node()).getIfPresent("x")).isEqualTo(new Price("x", 7));
	}

	@Test
	void hitCostsOneCommandAndMissTwoAndPutTwo() {
		Node nodeA = this.fleet.node(NamedFleet.RARELY);
		PlatformCache<String, Price> a = prices(nodeA);
		PlatformCache<String, Price> b = prices(this.fleet.node(NamedFleet.RARELY));
		// Makes the scripts known.
		b.get("warm", this::load);
		b.put("warm", new Price("warm", 1));
		nodeA.awaitSettled();
		nodeA.awaitKept(1);
		await().until(() -> nodeA.turns().isEmpty());
		// Looks into the log, as it does for a miss after another one's change.
		a.get("another", this::load);
		nodeA.awaitKept(2);
		await().until(() -> nodeA.turns().isEmpty());
		long before = this.fleet.scripts();
		assertThat(a.get("warm", this::load)).isNotNull();
		assertThat(this.fleet.scripts() - before).as("hit").isEqualTo(1);
		a.get("x", this::load);
		nodeA.awaitKept(3);
		assertThat(this.fleet.scripts() - before).as("miss").isEqualTo(3);
		a.put("y", new Price("y", 1));
		nodeA.awaitKept(4);
		assertThat(this.fleet.scripts() - before).as("put").isEqualTo(5);
		nodeA.awaitSettled();
		a.get("z", this::load);
		nodeA.awaitKept(5);
		assertThat(this.fleet.scripts() - before).as("miss after a change, which makes the next look early")
			.isEqualTo(8);
		a.get("w", this::load);
		nodeA.awaitKept(6);
		assertThat(this.fleet.scripts() - before).as("miss after that look").isEqualTo(10);
	}

	@Test
	void getAllAsksRedisOnceAndLoadsOnceAndKeepsOnce() {
		Node node = this.fleet.node(NamedFleet.RARELY);
		FaultProxy proxy = this.fleet.opened(FaultProxy.to(this.fleet.redis().host(), this.fleet.redis().port()));
		List<String> proxied = new ArrayList<>(List.of(NamedFleet.RARELY));
		proxied.addAll(List.of("--REDIS_URL=redis://localhost:" + proxy.port(), "--platform.redis.timeout=30s",
				"--platform.cache.shared.timeout=20s", "--platform.cache.shared.lease=30s"));
		PlatformCache<String, Price> a = prices(this.fleet.node(proxied.toArray(String[]::new)));
		PlatformCache<String, Price> b = prices(node);
		// Makes the scripts known.
		a.getAll(List.of("warm"), this::loadAll);
		node.awaitKept(1);
		int kept = 1;
		Set<Long> hits = new TreeSet<>();
		Set<Long> misses = new TreeSet<>();
		// More than once, because the client may ask whether its connection is alive.
		for (int attempt = 0; attempt < 3; attempt++) {
			List<String> keys = keys(attempt, 20);
			this.loads.set(0);
			long scripts = this.fleet.scripts();
			long before = proxy.chunks(Direction.TO_SERVER);
			assertThat(a.getAll(keys, this::loadAll)).hasSize(20);
			assertThat(this.loads).as("one load for all").hasValue(1);
			kept += 20;
			node.awaitKept(kept);
			assertThat(this.fleet.scripts() - scripts).isEqualTo(2);
			misses.add(proxy.chunks(Direction.TO_SERVER) - before);
			List<String> others = keys(attempt + 100, 20);
			b.getAll(others, this::loadAll);
			kept += 20;
			node.awaitKept(kept);
			scripts = this.fleet.scripts();
			before = proxy.chunks(Direction.TO_SERVER);
			assertThat(a.getAll(others, this::loadAll)).hasSize(20);
			assertThat(this.fleet.scripts() - scripts).isEqualTo(1);
			hits.add(proxy.chunks(Direction.TO_SERVER) - before);
			assertThat(this.loads).as("nothing is missing").hasValue(2);
		}
		assertThat(hits).as("round trips of hits").startsWith(1L);
		assertThat(misses).as("round trips of misses").startsWith(2L);
	}

	@Test
	void getAllLoadsOnlyWhatNobodyHasAndKeepsEachUnderItsKey() {
		Node node = this.fleet.node();
		PlatformCache<String, Price> a = prices(node);
		PlatformCache<String, Price> b = prices(this.fleet.node());
		a.put("x", new Price("x", 7));
		node.awaitKept(1);
		List<Set<String>> loaded = new ArrayList<>();
		Map<String, Price> found = b.getAll(List.of("x", "y", "none"), (keys) -> {
			loaded.add(Set.copyOf(keys));
			return Map.of("y", new Price("y", 1));
		});
		assertThat(found).isEqualTo(Map.of("x", new Price("x", 7), "y", new Price("y", 1)));
		assertThat(loaded).containsExactly(Set.of("y", "none"));
		node.awaitKept(2);
		await().until(() -> node.turns().isEmpty());
		assertThat(a.getIfPresent("y")).isEqualTo(new Price("y", 1));
		assertThat(a.getIfPresent("none")).isNull();
	}

	@Test
	void getAllTakesMoreKeysThanOneCommandHolds() {
		Node node = this.fleet.node();
		PlatformCache<String, Price> a = prices(node);
		List<String> keys = keys(0, 1200);
		assertThat(a.getAll(keys, this::loadAll)).hasSize(1200);
		node.awaitKept(1200);
		assertThat(prices(this.fleet.node()).getAll(keys, this::loadAll)).hasSize(1200).containsKeys("0:0", "0:1199");
		assertThat(this.loads).hasValue(1);
	}

	@Test
	void failedBulkLoadLeavesItsTurnsToOthers() {
		PlatformCache<String, Price> a = prices(this.fleet.node("--platform.cache.shared.lease=10m"));
		PlatformCache<String, Price> b = prices(
				this.fleet.node("--platform.cache.shared.max-wait=10m", "--platform.cache.near.max-wait=20m"));
		assertThatIllegalStateException().isThrownBy(() -> a.getAll(List.of("x", "y"), (keys) -> {
			throw new IllegalStateException("down");
		}));
		assertThat(b.get("x", this::load)).isNotNull();
		assertThat(b.get("y", this::load)).isNotNull();
	}

	@Test
	void bulkLoadKeepsItsTurnsForAsLongAsItTakes() {
		Node node = this.fleet.node("--platform.cache.shared.lease=12s", "--platform.cache.shared.timeout=10s");
		PlatformCache<String, Price> a = prices(node);
		a.getAll(List.of("x", "y"), (keys) -> {
			assertThat(node.turns()).hasSize(2);
			node.awaitRenewedTurns(Duration.ofSeconds(12));
			return loadAll(keys);
		});
		node.awaitKept(2);
	}

	@Test
	void rightsToReplaceWhatCannotBeReadAreHeldToo() {
		prices(this.fleet.node()).getAll(List.of("x", "y"), this::loadAll);
		Node node = this.fleet.node("--platform.cache.shared.lease=12s", "--platform.cache.shared.timeout=10s");
		node.awaitKept(2);
		node.kept().forEach(node::damage);
		prices(node).getAll(List.of("new", "x", "y"), (keys) -> {
			assertThat(node.turns()).hasSize(3);
			node.awaitRenewedTurns(Duration.ofSeconds(12));
			return loadAll(keys);
		});
		await().atMost(Duration.ofSeconds(20)).until(() -> node.kept().stream().noneMatch(node::isDamaged));
	}

	@Test
	void undecodableBytesAreReplaced() {
		Node node = this.fleet.node();
		PlatformCache<String, Price> a = prices(node);
		a.getAll(List.of("x", "y", "z"), this::loadAll);
		node.awaitKept(3);
		node.kept().forEach(node::damage);
		Node other = this.fleet.node();
		PlatformCache<String, Price> b = prices(other);
		assertThat(b.get("x", this::load)).isEqualTo(new Price("x", 0));
		assertThat(b.getIfPresent("y")).isNull();
		assertThat(b.getAll(List.of("y", "z"), this::loadAll)).hasSize(2);
		assertThat(other.unreadable("prices")).isEqualTo(4);
		await().atMost(Duration.ofSeconds(20)).until(() -> node.kept().stream().noneMatch(node::isDamaged));
		assertThat(prices(this.fleet.node()).getIfPresent("z")).isEqualTo(new Price("z", 0));
	}

	@Test
	void versionsOfATypeDoNotReadEachOther() {
		Node node = this.fleet.node();
		PlatformCache<String, Price> old = prices(node);
		PlatformCache<String, Amount> renamed = this.fleet.node().caches().get("prices", Amount.class);
		old.get("x", this::load);
		node.awaitKept(1);
		assertThat(renamed.get("x", (key) -> new Amount(key, "EUR"))).isEqualTo(new Amount("x", "EUR"));
		assertThat(renamed.getAll(List.of("x", "y"), (keys) -> Map.of("y", new Amount("y", "EUR")))).hasSize(2);
		assertThat(prices(this.fleet.node()).get("y", this::load)).isEqualTo(new Price("y", 0));
	}

	@Test
	void goesOnWithoutRedisAndServesNothingOldAfterwards() {
		FaultProxy proxy = this.fleet.opened(FaultProxy.to(this.fleet.redis().host(), this.fleet.redis().port()));
		Node node = this.fleet.node();
		PlatformCache<String, Price> a = prices(this.fleet.node("--REDIS_URL=redis://localhost:" + proxy.port(),
				"--platform.redis.timeout=200ms", "--platform.cache.shared.timeout=100ms"));
		PlatformCache<String, Price> b = prices(node);
		b.get("x", this::load);
		b.get("y", this::load);
		node.awaitKept(2);
		proxy.pause();
		this.database.putAll(Map.of("x", 1, "y", 1));
		a.evict("x");
		a.put("y", new Price("y", 1));
		assertThat(a.get("x", this::load).cents()).isEqualTo(1);
		assertThat(a.getAll(List.of("x", "y", "z"), this::loadAll)).hasSize(3).containsEntry("y", new Price("y", 1));
		assertThat(a.getAsync("v", (key) -> CompletableFuture.completedFuture(load(key))).join()).isNotNull();
		assertThat(a.getIfPresent("w")).isNull();
		proxy.reset();
		proxy.restore();
		await().atMost(Duration.ofSeconds(20))
			.until(() -> b.get("x", this::load).cents() == 1 && b.get("y", this::load).cents() == 1);
		assertThat(a.get("y", this::load).cents()).isEqualTo(1);
	}

	@Test
	void redisThatAnswersLateCostsATimeoutUntilTheBreakerOpens() {
		FaultProxy proxy = this.fleet.opened(FaultProxy.to(this.fleet.redis().host(), this.fleet.redis().port()));
		PlatformCache<String, Price> a = prices(
				this.fleet.node("--REDIS_URL=redis://localhost:" + proxy.port(), "--platform.redis.timeout=2m",
						"--platform.cache.shared.timeout=1s", "--platform.cache.coherence.trust=10m"));
		// Later than this test may last: who waited for an answer would be noticed.
		proxy.latency(Duration.ofMinutes(5));
		for (int i = 0; i < 20; i++) {
			assertThat(a.getAll(keys(i, 3), this::loadAll)).hasSize(3);
			assertThat(a.getIfPresent("none" + i)).isNull();
			a.put("put" + i, new Price("x", i));
		}
		proxy.reset();
		proxy.restore();
	}

	@Test
	void fullReadOnlyAndLockedRedisCostNoException() {
		String[] impatient = { "--platform.redis.timeout=1s", "--platform.cache.shared.timeout=1s",
				"--platform.cache.coherence.trust=5s" };
		PlatformCache<String, Price> a = prices(this.fleet.node(impatient));
		PlatformCache<String, Price> b = prices(this.fleet.node(impatient));
		int port = this.fleet.redis().port();
		int value = 0;
		for (String[] fault : new String[][] { { "CONFIG SET maxmemory 1", "CONFIG SET maxmemory 0" },
				{ "CONFIG SET min-replicas-to-write 1", "CONFIG SET min-replicas-to-write 0" },
				{ "CONFIG SET requirepass changed", "AUTH changed\r\nCONFIG SET requirepass \"\"" } }) {
			// Open connections would go on with the password they came with.
			RedisCommand.send(port, fault[0] + "\r\nCLIENT KILL TYPE normal");
			int put = ++value;
			this.database.put("x", put);
			a.put("x", new Price("x", put));
			assertThat(a.get("x", this::load).cents()).as(fault[0]).isEqualTo(put);
			assertThat(a.getAll(List.of("x", "y" + put), this::loadAll)).hasSize(2);
			RedisCommand.send(port, fault[1]);
			await().atMost(Duration.ofSeconds(30))
				.until(() -> a.get("x", this::load).cents() == put && b.get("x", this::load).cents() == put);
		}
	}

	@Test
	void typesThatDisagreeKeepACacheToEachProcess(CapturedOutput output) {
		Node node = this.fleet.node();
		PlatformCache<String, Price> prices = prices(node);
		prices.get("x", this::load);
		node.awaitKept(1);
		PlatformCache<String, BigDecimal> numbers = node.caches().get("prices", BigDecimal.class);
		assertThat(numbers.get("y", (key) -> BigDecimal.TEN)).isEqualTo(BigDecimal.TEN);
		prices.get("z", this::load);
		assertThat(node.unsharedBecause("prices")).contains("several types", BigDecimal.class.getName(),
				Price.class.getName());
		assertThat(output.toString().split("Values of cache prices are not shared", -1)).hasSize(2);
		assertThat(node.kept()).hasSize(1);
	}

	@Test
	void cacheWithoutDeclaredTypeIsKeptToEachProcessUntilOneIsDeclared(CapturedOutput output) {
		Node node = this.fleet.node();
		PlatformCache<String, Price> cache = node.caches().get("prices");
		cache.get("x", this::load);
		cache.put("y", new Price("y", 1));
		assertThat(node.unsharedBecause("prices")).contains("nothing declares the type");
		node.caches().<String, Price>get("prices", Price.class);
		assertThat(node.unsharedBecause("prices")).isEqualTo("null");
		cache.get("z", this::load);
		node.awaitKept(1);
		assertThat(output).doesNotContain("not shared");
	}

	@Test
	void settingKeepsACacheToEachProcess() {
		Node node = this.fleet.node("--platform.cache.caches.prices.shared=false");
		PlatformCache<String, Price> cache = prices(node);
		cache.get("x", this::load);
		cache.put("y", new Price("y", 1));
		cache.getAll(List.of("v", "w"), this::loadAll);
		PlatformCache<String, String> other = node.caches().get("other", String.class);
		other.put("other", "shared");
		node.awaitKept(1);
		assertThat(node.unsharedBecause("prices")).contains("switched off");
	}

	@Test
	void typeThatCannotBeReadBackKeepsACacheToEachProcess(CapturedOutput output) {
		Node node = this.fleet.node();
		PlatformCache<String, Runnable> cache = node.caches().get("tasks", Runnable.class);
		for (String key : List.of("x", "y")) {
			assertThat(cache.get(key, (any) -> () -> {
			})).isNotNull();
		}
		assertThat(output.toString().split("Values of cache tasks are not shared", -1)).hasSize(2);
	}

	@Test
	void valueOfAnotherTypeThanDeclaredCostsNoException() {
		Node node = this.fleet.node();
		PlatformCache<String, String> declared = node.caches().get("texts", String.class);
		PlatformCache<String, Object> cache = node.caches().get("texts");
		declared.put("x", "text");
		node.awaitKept(1);
		assertThat(cache.get("number", (key) -> 1)).isEqualTo(1);
		cache.put("price", new Price("x", 1));
		assertThat(cache.getIfPresent("price")).isEqualTo(new Price("x", 1));
		assertThat(node.unsharedBecause("texts")).contains("read back");
		node.awaitSettled();
		assertThat(node.kept()).hasSize(1);
	}

	@Test
	void valueThatOthersWouldReadAsAnotherIsNotShared() {
		Node node = this.fleet.node();
		PlatformCache<String, Object> a = node.caches().get("things", Object.class);
		PlatformCache<String, Object> b = this.fleet.node().caches().get("things", Object.class);
		a.put("x", "text");
		node.awaitKept(1);
		assertThat(b.getIfPresent("x")).isEqualTo("text");
		// JSON does not tell it from an Integer.
		a.put("y", 5L);
		node.awaitSettled();
		assertThat(b.getIfPresent("y")).isNull();
		assertThat(node.unsharedBecause("things")).contains("read back");
	}

	@Test
	void typeWithArgumentsIsShared() {
		Node node = this.fleet.node();
		PlatformCache<String, List<Price>> a = node.caches().get("lists", new ParameterizedTypeReference<>() {
		});
		a.put("x", List.of(new Price("x", 1)));
		node.awaitKept(1);
		PlatformCache<String, List<Price>> b = this.fleet.node()
			.caches()
			.get("lists", new ParameterizedTypeReference<List<Price>>() {
			});
		assertThat(b.getIfPresent("x")).isEqualTo(List.of(new Price("x", 1)));
	}

	@Test
	void keyThatCannotBeToldIsNotShared() {
		Node node = this.fleet.node();
		PlatformCache<Object, Price> cache = node.caches().get("prices", Price.class);
		assertThat(cache.get(List.of("x"), (key) -> new Price("x", 1))).isEqualTo(new Price("x", 1));
		cache.put(List.of("y"), new Price("y", 1));
		assertThat(cache.getAll(List.of(List.of("z"), "told"), (keys) -> Map.of("told", new Price("told", 1))))
			.hasSize(1);
		node.awaitKept(1);
		assertThat(cache.getIfPresent(List.of("y"))).isEqualTo(new Price("y", 1));
	}

	@Test
	void valueIsNoLongerGoodNearThanItIsInRedis() {
		Node node = this.fleet.node("--platform.cache.caches.prices.ttl=1h");
		prices(node).put("x", new Price("x", 1));
		node.awaitKept(1);
		RedisCommand.send(this.fleet.redis().port(), "PEXPIRE " + node.kept().get(0) + " 1500");
		PlatformCache<String, Price> b = prices(this.fleet.node("--platform.cache.caches.prices.ttl=1h"));
		PlatformCache<String, Price> c = prices(this.fleet.node("--platform.cache.caches.prices.ttl=1h"));
		b.getIfPresent("x");
		c.getAll(List.of("x"), this::loadAll);
		await().atMost(Duration.ofSeconds(30)).until(() -> b.getIfPresent("x") == null && c.getIfPresent("x") == null);
	}

	@Test
	void oneProcessLoadsAheadOfExpiry() {
		String[] settings = { "--platform.cache.caches.prices.ttl=1h",
				"--platform.cache.caches.prices.refresh-after=200ms" };
		PlatformCache<String, Price> a = prices(this.fleet.node(settings));
		PlatformCache<String, Price> b = prices(this.fleet.node(settings));
		a.get("x", this::load);
		this.database.put("x", 1);
		await().atMost(Duration.ofSeconds(20))
			.until(() -> a.get("x", this::load).cents() == 1 && b.get("x", this::load).cents() == 1);
	}

	@Test
	void valueStandsInForAFailedLoad() {
		String[] settings = { "--platform.cache.caches.prices.ttl=100ms",
				"--platform.cache.caches.prices.stale-on-error=1h" };
		PlatformCache<String, Price> a = prices(this.fleet.node(settings));
		a.get("x", this::load);
		AtomicInteger failures = new AtomicInteger();
		await().atMost(Duration.ofSeconds(20)).until(() -> a.get("x", (key) -> {
			failures.incrementAndGet();
			throw new IllegalStateException("down");
		}).equals(new Price("x", 0)) && failures.get() > 0);
	}

	@Test
	void threadWithTransactionDoesNotWaitForAnotherProcess() {
		PlatformCache<String, Price> a = prices(this.fleet.node());
		PlatformCache<String, Price> b = prices(this.fleet.node());
		a.getAsync("x", (key) -> new CompletableFuture<>());
		TransactionSynchronizationManager.setActualTransactionActive(true);
		try {
			assertThat(b.get("x", this::load)).isEqualTo(new Price("x", 0));
		}
		finally {
			TransactionSynchronizationManager.setActualTransactionActive(false);
		}
	}

	@Test
	void countsWhatIsSharedPerCache() {
		Node node = this.fleet.node();
		PlatformCache<String, Price> a = prices(node);
		a.get("x", this::load);
		node.awaitKept(1);
		Node other = this.fleet.node();
		prices(other).get("x", this::load);
		prices(other).getAll(List.of("x", "y"), this::loadAll);
		prices(other).getIfPresent("z");
		assertThat(other.bean(NearCaches.class).get("prices").statistics().sharedHits()).isEqualTo(1);
		assertThat(other.bean(NearCaches.class).get("prices").statistics().sharedMisses()).isEqualTo(2);
	}

	private static PlatformCache<String, Price> prices(Node node) {
		return node.caches().get("prices", Price.class);
	}

	private Price load(String key) {
		this.loads.incrementAndGet();
		Price price = new Price(key, this.database.getOrDefault(key, 0));
		this.during.run();
		return price;
	}

	private Map<String, Price> loadAll(Set<String> keys) {
		this.loads.incrementAndGet();
		Map<String, Price> prices = keys.stream()
			.collect(Collectors.toMap((key) -> key, (key) -> new Price(key, this.database.getOrDefault(key, 0))));
		this.during.run();
		return prices;
	}

	private static List<String> keys(int prefix, int number) {
		return IntStream.range(0, number).mapToObj((i) -> prefix + ":" + i).toList();
	}

	private static void soon(Callable<Boolean> condition) {
		await().atMost(SOON).pollInterval(Duration.ofMillis(5)).until(condition);
	}

	private static void uninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	record Price(String symbol, int cents) {

	}

	record Amount(String symbol, String currency) {

	}

}
