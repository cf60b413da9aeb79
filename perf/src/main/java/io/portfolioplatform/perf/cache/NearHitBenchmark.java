package io.portfolioplatform.perf.cache;

import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Finds a result that is near: {@code @Memoize} beside Spring's {@code @Cacheable} over
 * Caffeine and beside Caffeine alone, with the same key and the same TTL.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NearHitBenchmark {

	private static final int KEYS = 1024;

	private final UUID[] keys = new UUID[KEYS];

	private final Cache<UUID, Answer> caffeine = Caffeine.newBuilder()
		.maximumSize(10_000)
		.expireAfterWrite(Duration.ofMinutes(5))
		.build();

	private final ConfigurableApplicationContext memoized = new SpringApplicationBuilder(MemoizedAnswers.class,
			PlatformCacheAutoConfiguration.class)
		.properties("spring.main.banner-mode=off", "spring.main.web-application-type=none")
		.run();

	private final ConfigurableApplicationContext cacheable = new SpringApplicationBuilder(CacheableAnswers.class,
			CacheAutoConfiguration.class)
		.properties("spring.main.banner-mode=off", "spring.main.web-application-type=none",
				"spring.cache.type=caffeine", "spring.cache.caffeine.spec=maximumSize=10000,expireAfterWrite=5m")
		.run();

	private final MemoizedAnswers memoizedAnswers = this.memoized.getBean(MemoizedAnswers.class);

	private final CacheableAnswers cacheableAnswers = this.cacheable.getBean(CacheableAnswers.class);

	private int next;

	/**
	 * Fills every cache.
	 */
	@Setup
	public void fill() {
		Random random = new Random(1);
		for (int i = 0; i < KEYS; i++) {
			this.keys[i] = new UUID(random.nextLong(), random.nextLong());
			this.memoizedAnswers.answer(this.keys[i]);
			this.cacheableAnswers.answer(this.keys[i]);
			this.caffeine.put(this.keys[i], new Answer(this.keys[i]));
		}
	}

	/**
	 * Stops both applications.
	 */
	@TearDown
	public void stop() {
		this.memoized.close();
		this.cacheable.close();
	}

	@Benchmark
	public Object memoize() {
		return this.memoizedAnswers.answer(key());
	}

	@Benchmark
	public Object springCacheable() {
		return this.cacheableAnswers.answer(key());
	}

	@Benchmark
	public Object bareCaffeine() {
		return this.caffeine.get(key(), Answer::new);
	}

	private UUID key() {
		return this.keys[this.next++ & (KEYS - 1)];
	}

}
