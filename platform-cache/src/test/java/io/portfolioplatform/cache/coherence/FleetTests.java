package io.portfolioplatform.cache.coherence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.Memoizer;
import io.portfolioplatform.cache.PlatformCache;
import io.portfolioplatform.cache.PlatformCaches;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import io.portfolioplatform.cache.redis.RedisCommand;
import io.portfolioplatform.cache.redis.RedisFleet;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import io.portfolioplatform.test.RedisServer;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for several processes that share a Redis, with faults between them.
 */
@ParameterizedClass(name = "shared results: {0}")
@ValueSource(booleans = { false, true })
class FleetTests {

	/** What the loaders read: a database that all nodes share. */
	private static final Map<String, Integer> DATABASE = new ConcurrentHashMap<>();

	private static final Duration LONG = Duration.ofSeconds(30);

	@Parameter
	private boolean shared;

	private final RedisServer redis = RedisServer.start();

	private final List<AutoCloseable> open = new ArrayList<>(List.of(this.redis));

	@AfterEach
	void close() throws Exception {
		for (int i = this.open.size() - 1; i >= 0; i--) {
			this.open.get(i).close();
		}
	}

	@Test
	void forgetsWhatAnotherNodeEvicts() {
		Node a = patient();
		Node b = patient();
		DATABASE.put("x", 1);
		DATABASE.put("y", 1);
		awaitRemembering(a, b);
		assertThat(List.of(a.get("x"), b.get("x"), b.get("y"))).containsOnly(1);
		DATABASE.put("x", 2);
		DATABASE.put("y", 2);
		assertThat(b.get("x")).isEqualTo(1);
		a.memoizer().evict(Numbers.class, "get", "x");
		patiently().untilAsserted(() -> assertThat(b.get("x")).isEqualTo(2));
		assertThat(b.get("y")).isEqualTo(1);
		a.memoizer().evictAll("numbers");
		patiently().untilAsserted(() -> assertThat(b.get("y")).isEqualTo(2));
	}

	@Test
	void othersHearOfAnEvictionWithinASecond() {
		Node a = patient();
		Node b = patient();
		awaitRemembering(a, b);
		assertHeardWithinASecond(b::get, () -> a.memoizer().evict(Numbers.class, "get", "x"));
		assertHeardWithinASecond(b::get, () -> a.memoizer().evictTag("number:x"));
		assertHeardWithinASecond((key) -> b.named().get(key, DATABASE::get),
				() -> a.named().put("x", DATABASE.get("x")));
	}

	private static void assertHeardWithinASecond(ToIntFunction<String> read, Runnable eviction) {
		DATABASE.put("x", 0);
		int inTime = 0;
		for (int i = 0; i < 5; i++) {
			patiently().until(() -> {
				int remembered = read.applyAsInt("x");
				DATABASE.put("x", remembered + 1);
				return read.applyAsInt("x") == remembered;
			});
			int changed = DATABASE.get("x");
			long start = System.nanoTime();
			eviction.run();
			patiently().until(() -> read.applyAsInt("x") == changed);
			inTime += (System.nanoTime() - start < Duration.ofSeconds(1).toNanos()) ? 1 : 0;
		}
		// A machine that stalls needs longer, but not most times.
		assertThat(inTime).isGreaterThanOrEqualTo(3);
	}

	@Test
	void forgetsTagsAndNamedCachesThatAnotherNodeChanges() {
		Node a = patient();
		Node b = patient();
		DATABASE.put("x", 1);
		awaitRemembering(a, b);
		assertThat(b.get("x")).isEqualTo(1);
		assertThat(b.named().get("x", DATABASE::get)).isEqualTo(1);
		assertThat(b.named().get("y", (key) -> 1)).isEqualTo(1);
		DATABASE.put("x", 2);
		a.memoizer().evictTag("number:x");
		a.named().put("x", 2);
		patiently().untilAsserted(() -> assertThat(b.get("x")).isEqualTo(2));
		patiently().untilAsserted(() -> assertThat(b.named().get("x", DATABASE::get)).isEqualTo(2));
		assertThat(b.named().getIfPresent("y")).isEqualTo(1);
	}

	@Test
	void anotherNodeHearsOfOneThatDoesNotMemoize() {
		Node a = patient();
		Node disabled = patient("--platform.cache.enabled=false");
		DATABASE.put("x", 1);
		awaitRemembering(a);
		assertThat(a.get("x")).isEqualTo(1);
		int loads = disabled.numbers().loads();
		assertThat(List.of(disabled.get("x"), disabled.get("x"))).containsOnly(1);
		assertThat(disabled.numbers().loads()).isEqualTo(loads + 2);
		DATABASE.put("x", 2);
		disabled.memoizer().evict(Numbers.class, "get", "x");
		patiently().untilAsserted(() -> assertThat(a.get("x")).isEqualTo(2));
	}

	@Test
	void cachesByNameHearOfOthersWhereMethodsAreNotMemoized() {
		Node a = patient();
		Node disabled = patient("--platform.cache.enabled=false");
		awaitRemembering(a);
		patiently().untilAsserted(() -> {
			disabled.named().put("x", 1);
			assertThat(disabled.named().getIfPresent("x")).isEqualTo(1);
		});
		a.named().put("x", 2);
		patiently().untilAsserted(() -> assertThat(disabled.named().getIfPresent("x")).isNull());
	}

	@Test
	void keepsApplicationsApart() {
		Node a = patient();
		Node other = patient("--platform.cache.namespace=other");
		DATABASE.put("x", 1);
		awaitRemembering(a, other);
		assertThat(other.get("x")).isEqualTo(1);
		int loads = other.numbers().loads();
		a.memoizer().evictAll("numbers");
		DATABASE.put("x", 2);
		await().during(Duration.ofMillis(500)).untilAsserted(() -> assertThat(other.get("x")).isEqualTo(1));
		assertThat(other.numbers().loads()).isEqualTo(loads);
	}

	@Test
	void servesNothingOldWhileAndAfterANodeIsCutOff() {
		FaultProxy proxy = FaultProxy.to(this.redis.host(), this.redis.port());
		this.open.add(proxy);
		Node a = node(this.redis.url());
		Node cutOff = node("redis://localhost:" + proxy.port());
		DATABASE.put("x", 1);
		awaitRemembering(a, cutOff);
		assertThat(cutOff.get("x")).isEqualTo(1);
		proxy.pause();
		DATABASE.put("x", 2);
		a.memoizer().evict(Numbers.class, "get", "x");
		patiently().untilAsserted(() -> assertThat(cutOff.get("x")).isEqualTo(2));
		// It loads each time, as without a cache, and without an exception.
		DATABASE.put("x", 3);
		assertThat(cutOff.get("x")).isEqualTo(3);
		proxy.restore();
		awaitRemembering(cutOff);
		DATABASE.put("x", 4);
		a.memoizer().evict(Numbers.class, "get", "x");
		patiently().untilAsserted(() -> assertThat(cutOff.get("x")).isEqualTo(4));
	}

	@Test
	void tellsWhatItEvictedWhileItWasCutOff() {
		FaultProxy proxy = FaultProxy.to(this.redis.host(), this.redis.port());
		this.open.add(proxy);
		Node a = patient();
		Node cutOff = node("redis://localhost:" + proxy.port());
		DATABASE.put("x", 1);
		awaitRemembering(a, cutOff);
		assertThat(a.get("x")).isEqualTo(1);
		proxy.pause();
		DATABASE.put("x", 2);
		cutOff.memoizer().evict(Numbers.class, "get", "x");
		assertThat(cutOff.get("x")).isEqualTo(2);
		// The append fails by its timeout before the proxy lets it through.
		await().during(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(a.get("x")).isEqualTo(1));
		proxy.reset();
		proxy.restore();
		patiently().untilAsserted(() -> assertThat(a.get("x")).isEqualTo(2));
	}

	@Test
	void servesNothingOldAfterRedisCameBackEmpty() {
		Node a = node(this.redis.url());
		Node b = node(this.redis.url());
		DATABASE.put("x", 1);
		awaitRemembering(a, b);
		assertThat(b.get("x")).isEqualTo(1);
		this.redis.close();
		DATABASE.put("x", 2);
		a.memoizer().evict(Numbers.class, "get", "x");
		assertThat(a.get("x")).isEqualTo(2);
		patiently().untilAsserted(() -> assertThat(b.get("x")).isEqualTo(2));
		this.open.add(RedisServer.startOn(this.redis.port()));
		awaitRemembering(a, b);
		assertThat(List.of(a.get("x"), b.get("x"))).containsOnly(2);
	}

	@Test
	void servesNothingOldWhileAndAfterRedisIsSuspended() {
		Node a = node(this.redis.url());
		Node b = node(this.redis.url());
		DATABASE.put("x", 1);
		awaitRemembering(a, b);
		assertThat(List.of(a.get("x"), b.get("x"))).containsOnly(1);
		long pid = RedisCommand.pid(this.redis.port());
		RedisCommand.signal(pid, "STOP");
		try {
			DATABASE.put("x", 2);
			a.memoizer().evict(Numbers.class, "get", "x");
			assertThat(a.get("x")).isEqualTo(2);
			patiently().untilAsserted(() -> assertThat(b.get("x")).isEqualTo(2));
		}
		finally {
			RedisCommand.signal(pid, "CONT");
		}
		awaitRemembering(a, b);
		assertThat(List.of(a.get("x"), b.get("x"))).containsOnly(2);
		DATABASE.put("x", 3);
		b.memoizer().evict(Numbers.class, "get", "x");
		patiently().untilAsserted(() -> assertThat(a.get("x")).isEqualTo(3));
	}

	@Test
	void servesNothingOldWhileAndAfterRedisTakesNoWrites() {
		Node a = node(this.redis.url());
		Node b = node(this.redis.url());
		int value = 0;
		for (String[] fault : new String[][] { { "CONFIG SET maxmemory 1", "CONFIG SET maxmemory 0" },
				{ "CONFIG SET min-replicas-to-write 1", "CONFIG SET min-replicas-to-write 0" },
				{ "REPLICAOF 127.0.0.1 1", "REPLICAOF NO ONE" } }) {
			DATABASE.put("x", ++value);
			awaitRemembering(a, b);
			a.memoizer().evictAll("numbers");
			awaitValue(value, a, b);
			RedisCommand.send(this.redis.port(), fault[0]);
			DATABASE.put("x", ++value);
			a.memoizer().evict(Numbers.class, "get", "x");
			awaitValue(value, a, b);
			RedisCommand.send(this.redis.port(), fault[1]);
			awaitRemembering(a, b);
			awaitValue(value, a, b);
		}
	}

	private static void awaitValue(int value, Node... nodes) {
		for (Node node : nodes) {
			patiently().untilAsserted(() -> assertThat(node.get("x")).isEqualTo(value));
		}
	}

	@Test
	void losesNothingWhenConnectionsAreKilled() {
		FaultProxy proxy = FaultProxy.to(this.redis.host(), this.redis.port());
		this.open.add(proxy);
		Node a = node(this.redis.url());
		Node b = node("redis://localhost:" + proxy.port());
		DATABASE.put("x", 0);
		awaitRemembering(a, b);
		for (int i = 1; i <= 10; i++) {
			int value = i;
			assertThat(b.get("x")).isNotNull();
			DATABASE.put("x", value);
			// The reader's connections, alone.
			proxy.reset();
			a.memoizer().evict(Numbers.class, "get", "x");
			patiently().untilAsserted(() -> assertThat(b.get("x")).isEqualTo(value));
		}
	}

	@Test
	void servesNothingOldAfterAFailoverToAReplicaThatLacksTheLastEviction() {
		FaultProxy proxy = FaultProxy.to(this.redis.host(), this.redis.port());
		this.open.add(proxy);
		RedisServer replica = RedisServer.start("replicaof 127.0.0.1 " + this.redis.port());
		this.open.add(replica);
		Node a = node("redis://localhost:" + proxy.port());
		Node b = node("redis://localhost:" + proxy.port());
		DATABASE.put("x", 1);
		awaitRemembering(a, b);
		assertThat(List.of(a.get("x"), b.get("x"))).containsOnly(1);
		patiently().until(() -> replicationOffset(replica).equals(replicationOffset(this.redis)));
		// Nothing that happens from now on reaches it.
		RedisCommand.send(replica.port(), "REPLICAOF NO ONE");
		DATABASE.put("x", 2);
		a.memoizer().evict(Numbers.class, "get", "x");
		proxy.redirect(replica.host(), replica.port());
		this.redis.close();
		patiently().untilAsserted(() -> assertThat(b.get("x")).isEqualTo(2));
		assertThat(a.get("x")).isEqualTo(2);
		awaitRemembering(a, b);
		assertThat(List.of(a.get("x"), b.get("x"))).containsOnly(2);
	}

	private static String replicationOffset(RedisServer server) {
		String info = RedisCommand.send(server.port(), "INFO replication");
		return RedisCommand.field(info,
				RedisCommand.field(info, "role").equals("slave") ? "slave_repl_offset" : "master_repl_offset");
	}

	@Test
	void worksWhereRedisWasNeverThere() {
		this.redis.close();
		Node alone = node(this.redis.url());
		DATABASE.put("x", 1);
		assertThat(alone.get("x")).isEqualTo(1);
		alone.memoizer().evictAll("numbers");
		DATABASE.put("x", 2);
		assertThat(alone.get("x")).isEqualTo(2);
	}

	/**
	 * Until a node remembers what it computes, near or in Redis, and follows the others.
	 */
	private static void awaitRemembering(Node... nodes) {
		for (Node node : nodes) {
			patiently().untilAsserted(() -> {
				node.get("probe");
				int loads = node.numbers().loads();
				node.get("probe");
				assertThat(node.numbers().loads()).isEqualTo(loads);
			});
		}
	}

	private static ConditionFactory patiently() {
		return await().atMost(LONG).pollInterval(Duration.ofMillis(20));
	}

	/**
	 * One for which a slow machine is no fault.
	 */
	private Node patient(String... arguments) {
		return node(this.redis.url(),
				Stream.concat(RedisFleet.PATIENT.stream(), Stream.of(arguments)).toArray(String[]::new));
	}

	private Node node(String redisUrl, String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--REDIS_URL=" + redisUrl);
		all.add("--platform.cache.shared.enabled=" + this.shared);
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.run(all.toArray(String[]::new));
		this.open.add(context);
		return new Node(context.getBean(Numbers.class), context.getBean(Memoizer.class),
				context.getBean(PlatformCaches.class).get("named"));
	}

	/**
	 * One process of the fleet.
	 *
	 * @param numbers what it remembers
	 * @param memoizer evicts
	 * @param named a cache by name
	 */
	private record Node(Numbers numbers, Memoizer memoizer, PlatformCache<String, Integer> named) {

		int get(String key) {
			return this.numbers.get(key);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ PlatformRedisAutoConfiguration.class, PlatformCacheAutoConfiguration.class })
	@Import(Numbers.class)
	static class Application {

	}

	static class Numbers {

		private final AtomicInteger loads = new AtomicInteger();

		@Memoize(ttl = "1h", name = "numbers", tags = "number:#{#key}")
		public int get(String key) {
			this.loads.incrementAndGet();
			return DATABASE.getOrDefault(key, 0);
		}

		// Asked through the proxy, which has no fields.
		public int loads() {
			return this.loads.get();
		}

	}

}
