package io.portfolioplatform.perf.cache;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.portfolioplatform.test.RedisServer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.redisson.api.RLocalCachedMap;

/**
 * 8 threads ask for 100,000 keys that are all in Redis, few of them often (Zipf, 0.99),
 * with room for 20,000 in the process: caches that other processes can evict from. Time
 * is that of one thread per call.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Threads(8)
public class ZipfBenchmark {

	private static final int NEAR = 20_000;

	private static final int SAMPLES = 1 << 20;

	private static final UUID[] ALL = Keys.of(100_000);

	private static final int[] ORDER = Keys.zipf(ALL.length, 0.99, SAMPLES);

	@Benchmark
	public Object memoizeShared(Platform platform, Walk walk) {
		return platform.answers.answer(walk.key());
	}

	@Benchmark
	public @Nullable Object redissonLocalCachedMap(Redisson redisson, Walk walk) {
		return redisson.map.get(walk.key());
	}

	@Benchmark
	public Object jetCache(Jet jet, Walk walk) {
		return jet.cache.answer(walk.key());
	}

	@Benchmark
	public Object springDataRedis(Spring spring, Walk walk) {
		return spring.answers.answer(walk.key());
	}

	/**
	 * The keys that one thread asks for.
	 */
	@State(Scope.Thread)
	public static class Walk {

		private int next = ThreadLocalRandom.current().nextInt(SAMPLES);

		UUID key() {
			return ALL[ORDER[this.next++ & (SAMPLES - 1)]];
		}

	}

	/**
	 * This project's caches.
	 */
	@State(Scope.Benchmark)
	public static class Platform {

		private final RedisServer redis = RedisServer.start();

		private final MemoizedCaches caches = MemoizedCaches.shared(this.redis.url(), NEAR);

		private final MemoizedAnswers answers = this.caches.answers();

		/**
		 * Brings every result into Redis.
		 */
		@Setup
		public void fill() {
			for (UUID key : ALL) {
				this.answers.answer(key);
			}
		}

		/**
		 * Stops the application and Redis.
		 */
		@TearDown
		public void stop() {
			this.caches.close();
			this.redis.close();
		}

	}

	/**
	 * Redisson's map with a cache in the process.
	 */
	@State(Scope.Benchmark)
	public static class Redisson {

		private final RedisServer redis = RedisServer.start();

		private final MemoizedCaches caches = MemoizedCaches.shared(this.redis.url(), NEAR);

		private final RLocalCachedMap<UUID, Answer> map = LocalCachedMaps.of(this.caches.redisson(), NEAR, ALL);

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
	public static class Jet {

		private final RedisServer redis = RedisServer.start();

		private final MemoizedCaches caches = MemoizedCaches.shared(this.redis.url(), NEAR);

		private final JetCaches cache = new JetCaches(this.caches.redisson(), NEAR);

		/**
		 * Brings every result into Redis.
		 */
		@Setup
		public void fill() {
			for (UUID key : ALL) {
				this.cache.answer(key);
			}
		}

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

	/**
	 * Spring Data Redis, which asks Redis each time.
	 */
	@State(Scope.Benchmark)
	public static class Spring {

		private final RedisServer redis = RedisServer.start();

		private final CacheableCaches caches = CacheableCaches.overRedis(this.redis.url());

		private final CacheableAnswers answers = this.caches.answers();

		/**
		 * Brings every result into Redis.
		 */
		@Setup
		public void fill() {
			for (UUID key : ALL) {
				this.answers.answer(key);
			}
		}

		/**
		 * Stops the application and Redis.
		 */
		@TearDown
		public void stop() {
			this.caches.close();
			this.redis.close();
		}

	}

}
