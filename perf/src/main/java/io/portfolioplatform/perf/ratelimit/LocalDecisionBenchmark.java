package io.portfolioplatform.perf.ratelimit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.portfolioplatform.ratelimit.engine.Charge;
import io.portfolioplatform.ratelimit.engine.RateLimitEngine;
import io.portfolioplatform.ratelimit.local.LocalLimiter;
import io.portfolioplatform.ratelimit.policy.ActivePolicy;
import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Policy;
import io.portfolioplatform.ratelimit.policy.Refill;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A decision in this process: the engine, which finds the bucket of the key, beside
 * Bucket4j on a bucket at hand, and resilience4j's limiter, which knows no keys.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LocalDecisionBenchmark {

	private static final long CAPACITY = 1_000_000_000L;

	private final ActivePolicy policy = new ActivePolicy(
			new Policy("api", List.of(new BandwidthLimit(CAPACITY, Duration.ofSeconds(1), Refill.GREEDY))));

	private final RateLimitEngine engine = new RateLimitEngine(new LocalLimiter(100_000, TimeMeter.SYSTEM_NANOTIME),
			null, List.of());

	private final Charge charge = new Charge(this.policy, "user:ada", 1);

	private final Bucket bucket = Bucket.builder()
		.addLimit((limit) -> limit.capacity(CAPACITY).refillGreedy(CAPACITY, Duration.ofSeconds(1)))
		.withNanosecondPrecision()
		.build();

	private final RateLimiter resilience4j = RateLimiter.of("api",
			RateLimiterConfig.custom()
				.limitForPeriod(Integer.MAX_VALUE)
				.limitRefreshPeriod(Duration.ofSeconds(1))
				.timeoutDuration(Duration.ZERO)
				.build());

	@Benchmark
	public boolean engine() {
		return this.engine.decide(this.charge).admitted();
	}

	@Benchmark
	public boolean bucket4j() {
		return this.bucket.tryConsume(1);
	}

	@Benchmark
	public boolean resilience4j() {
		return this.resilience4j.acquirePermission();
	}

}
