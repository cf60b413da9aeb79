package io.portfolioplatform.perf.cache;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.portfolioplatform.test.RedisServer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.redisson.api.RBucket;
import org.redisson.api.RScript;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * Finds a result in Redis that is not near: {@code @Memoize} with room for one entry
 * beside Spring Data Redis and beside a bare GET of bytes by the same client, plain and
 * in a script.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RedisHitBenchmark {

	private static final int KEYS = 1024;

	private static final UUID[] ALL = Keys.of(KEYS);

	private static final List<Object> BARE = List.of("bare");

	@Benchmark
	public Object memoizeShared(Platform platform) {
		return platform.answers.answer(platform.key());
	}

	@Benchmark
	public Object redissonBucket(Platform platform) {
		return platform.bucket.get();
	}

	/**
	 * The least that a script costs, which everything is that has to look at more than
	 * one key in one step.
	 */
	@Benchmark
	public Object redissonScript(Platform platform) {
		return platform.script.<byte[]>evalSha(RScript.Mode.READ_ONLY, platform.digest, RScript.ReturnType.VALUE, BARE);
	}

	@Benchmark
	public Object springDataRedis(Spring spring) {
		return spring.answers.answer(spring.key());
	}

	/**
	 * A Redis, and keys to go through again and again.
	 */
	@State(Scope.Benchmark)
	public abstract static class Walk {

		final RedisServer redis = RedisServer.start();

		private int next;

		UUID key() {
			return ALL[this.next++ & (KEYS - 1)];
		}

	}

	/**
	 * This project's caches, and the client they use.
	 */
	@State(Scope.Benchmark)
	public static class Platform extends Walk {

		private final MemoizedCaches caches = MemoizedCaches.shared(this.redis.url(), 1);

		private final MemoizedAnswers answers = this.caches.answers();

		private final RBucket<byte[]> bucket = this.caches.redisson().getBucket("bare", ByteArrayCodec.INSTANCE);

		private final RScript script = this.caches.redisson().getScript(ByteArrayCodec.INSTANCE);

		private final String digest = this.script.scriptLoad("return redis.call('GET', KEYS[1])");

		/**
		 * Puts as many bytes into the bucket as a result has.
		 */
		@Setup
		public void fill() {
			this.bucket.set(new byte[80]);
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
	 * Spring Data Redis.
	 */
	@State(Scope.Benchmark)
	public static class Spring extends Walk {

		private final CacheableCaches caches = CacheableCaches.overRedis(this.redis.url());

		private final CacheableAnswers answers = this.caches.answers();

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
