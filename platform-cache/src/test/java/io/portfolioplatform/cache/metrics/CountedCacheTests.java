package io.portfolioplatform.cache.metrics;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portfolioplatform.cache.PlatformCache;
import io.portfolioplatform.cache.PlatformCaches;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.redis.RedisFleet;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysScanOptions;
import org.redisson.client.codec.StringCodec;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The meters of a cache, each after what it counts has happened.
 */
@Timeout(60)
class CountedCacheTests {

	private static final Map<String, Integer> DATABASE = new ConcurrentHashMap<>();

	private final RedisFleet fleet = new RedisFleet();

	@AfterEach
	void close() throws Exception {
		this.fleet.close();
	}

	@Test
	void levelsAreCountedApart() {
		ApplicationContext a = node();
		ApplicationContext b = node();
		cache(a).get("x", (key) -> 1);
		cache(a).get("x", (key) -> 2);
		awaitKept(a);
		cache(b).get("x", (key) -> 3);
		assertThat(level(a, "shared", "miss")).isEqualTo(1);
		assertThat(level(a, "near", "miss")).isEqualTo(1);
		assertThat(level(a, "near", "hit")).isEqualTo(1);
		assertThat(level(b, "near", "miss")).isEqualTo(1);
		assertThat(level(b, "shared", "hit")).isEqualTo(1);
		assertThat(level(b, "shared", "miss")).isZero();
	}

	@Test
	void unreadableBytesAreCounted() {
		ApplicationContext a = node();
		cache(a).get("x", (key) -> 1);
		awaitKept(a);
		a.getBean(RedissonClient.class)
			.<String, String>getMap(kept(a), StringCodec.INSTANCE)
			.fastPut("bytes", "PC broken");
		ApplicationContext b = node();
		assertThat(cache(b).get("x", (key) -> 2)).isEqualTo(2);
		assertThat(count(b, "cache.unreadable")).isEqualTo(1);
	}

	@Test
	void valuesThatStandInForAFailureAreCounted() {
		ApplicationContext a = node("--platform.cache.caches.numbers.ttl=1ms",
				"--platform.cache.caches.numbers.stale-on-error=1h", "--platform.cache.caches.numbers.shared=false");
		cache(a).get("x", (key) -> 1);
		await().until(() -> cache(a).getIfPresent("x") == null);
		assertThat(cache(a).get("x", (key) -> {
			throw new IllegalStateException("no database");
		})).isEqualTo(1);
		assertThat(count(a, "cache.stale")).isEqualTo(1);
	}

	@Test
	void entriesThatHaveNoRoomAreCounted() {
		ApplicationContext a = node("--platform.cache.caches.numbers.max-entries=10");
		for (int i = 0; i < 100; i++) {
			cache(a).get("x" + i, (key) -> 1);
		}
		assertThat(count(a, "cache.evictions")).isBetween(80.0, 100.0);
	}

	@Test
	void callersThatWaitAreCounted() throws Exception {
		ApplicationContext a = node();
		CountDownLatch loading = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> cache(a).get("x", (key) -> {
			loading.countDown();
			uninterruptibly(end);
			return 1;
		}));
		loading.await();
		Thread waiting = new Thread(() -> cache(a).get("x", (key) -> 2));
		waiting.start();
		await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
		end.countDown();
		assertThat(first.get()).isEqualTo(1);
		waiting.join();
		assertThat(registry(a).get("platform.cache.wait").tag("cache", "numbers").functionTimer().count()).isEqualTo(1);
		assertThat(registry(a).get("platform.cache.load").tag("cache", "numbers").functionTimer().count()).isEqualTo(1);
	}

	private static void uninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private ApplicationContext node(String... arguments) {
		return this.fleet.start(Application.class, arguments);
	}

	private static PlatformCache<String, Integer> cache(ApplicationContext context) {
		return context.getBean(PlatformCaches.class).get("numbers", Integer.class);
	}

	private static void awaitKept(ApplicationContext context) {
		await().until(() -> kept(context) != null);
	}

	private static String kept(ApplicationContext context) {
		return context.getBean(RedissonClient.class)
			.getKeys()
			.getKeysStream(KeysScanOptions.defaults().pattern("*result*"))
			.findFirst()
			.orElse(null);
	}

	private static double level(ApplicationContext context, String level, String result) {
		return registry(context).get("cache.level.gets")
			.tags("cache", "numbers", "level", level, "result", result)
			.functionCounter()
			.count();
	}

	private static double count(ApplicationContext context, String meter) {
		return registry(context).get(meter).tag("cache", "numbers").functionCounter().count();
	}

	private static MeterRegistry registry(ApplicationContext context) {
		return context.getBean(MeterRegistry.class);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ PlatformRedisAutoConfiguration.class, PlatformCacheAutoConfiguration.class })
	static class Application {

		@Bean
		SimpleMeterRegistry registry(NearCaches caches) {
			SimpleMeterRegistry registry = new SimpleMeterRegistry();
			new NearCacheMetrics(caches).bindTo(registry);
			return registry;
		}

	}

}
