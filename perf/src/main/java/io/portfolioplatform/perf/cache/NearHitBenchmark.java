package io.portfolioplatform.perf.cache;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.portfolioplatform.cache.PlatformCache;
import io.portfolioplatform.test.RedisServer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.redisson.api.RLocalCachedMap;

/**
 * Finds a value that is near: {@code @Memoize} and a cache by name beside what Spring,
 * Caffeine, Redisson and JetCache have, with the same key and the same TTL.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NearHitBenchmark {

	private static final int KEYS = 1024;

	private static final UUID[] ALL = Keys.of(KEYS);

	@Benchmark
	public Object memoize(Platform platform) {
		return platform.answers.answer(platform.key());
	}

	@Benchmark
	public @Nullable Object platformCache(Platform platform) {
		return platform.cache.get(platform.key(), Answer::new);
	}

	@Benchmark
	public Object springCacheable(Spring spring) {
		return spring.answers.answer(spring.key());
	}

	@Benchmark
	public Object bareCaffeine(Bare bare) {
		return bare.cache.get(bare.key(), Answer::new);
	}

	@Benchmark
	public Object jetCache(Jet jet) {
		return jet.cache.answer(jet.key());
	}

	@Benchmark
	public @Nullable Object redissonLocalCachedMap(Redisson redisson) {
		return redisson.map.get(redisson.key());
	}

	/**
	 * Goes through the keys again and again.
	 */
	@State(Scope.Benchmark)
	public abstract static class Walk {

		private int next;

		UUID key() {
			return ALL[this.next++ & (KEYS - 1)];
		}

	}

	/**
	 * This project's caches.
	 */
	@State(Scope.Benchmark)
	public static class Platform extends Walk {

		private final MemoizedCaches caches = MemoizedCaches.alone();

		private final MemoizedAnswers answers = this.caches.answers();

		private final PlatformCache<UUID, Answer> cache = this.caches.cache();

		/**
		 * Stops the application.
		 */
		@TearDown
		public void stop() {
			this.caches.close();
		}

	}

	/**
	 * Spring's annotation over Caffeine.
	 */
	@State(Scope.Benchmark)
	public static class Spring extends Walk {

		private final CacheableCaches caches = CacheableCaches.overCaffeine();

		private final CacheableAnswers answers = this.caches.answers();

		/**
		 * Stops the application.
		 */
		@TearDown
		public void stop() {
			this.caches.close();
		}

	}

	/**
	 * Caffeine alone.
	 */
	@State(Scope.Benchmark)
	public static class Bare extends Walk {

		private final Cache<UUID, Answer> cache = Caffeine.newBuilder()
			.maximumSize(10_000)
			.expireAfterWrite(Duration.ofMinutes(5))
			.build();

	}

	/**
	 * Redisson's map with a cache in the process.
	 */
	@State(Scope.Benchmark)
	public static class Redisson extends Walk {

		private final RedisServer redis = RedisServer.start();

		private final MemoizedCaches caches = MemoizedCaches.shared(this.redis.url(), KEYS);

		private final RLocalCachedMap<UUID, Answer> map = LocalCachedMaps.of(this.caches.redisson(), 10_000, ALL);

		/**
		 * Stops Redis and its client.
		 */
		@TearDown
		public void stop() {
			this.caches.close();
			this.redis.close();
		}

	}

	/**
	 * JetCache with two levels.
	 */
	@State(Scope.Benchmark)
	public static class Jet extends Walk {

		private final RedisServer redis = RedisServer.start();

		private final MemoizedCaches caches = MemoizedCaches.shared(this.redis.url(), KEYS);

		private final JetCaches cache = new JetCaches(this.caches.redisson(), 10_000);

		/**
		 * Stops Redis and its client.
		 */
		@TearDown
		public void stop() {
			this.cache.close();
			this.caches.close();
			this.redis.close();
		}

	}

}
