package io.portfolioplatform.perf.micro;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.portfolioplatform.perf.cache.CodecBenchmark;
import io.portfolioplatform.perf.cache.NearHitBenchmark;
import io.portfolioplatform.perf.cache.RedisHitBenchmark;
import io.portfolioplatform.perf.cache.ZipfBenchmark;
import io.portfolioplatform.perf.dbpool.BorrowBenchmark;
import io.portfolioplatform.perf.dbpool.ClaimsBenchmark;
import io.portfolioplatform.perf.dbpool.SelectBenchmark;
import io.portfolioplatform.perf.health.FilterBenchmark;
import io.portfolioplatform.perf.ratelimit.LimitFilterBenchmark;
import io.portfolioplatform.perf.ratelimit.LocalDecisionBenchmark;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Benchmarks that are measured together, so that their ratios mean something.
 */
@SuppressWarnings("ImmutableEnumChecker") // a list that cannot be changed, and a lambda
											// without state
public enum Suite {

	/** A hit in the near cache. */
	NEAR_HIT(NearHitBenchmark.class, "springCacheable", Goal.time("memoize", 0.4, "springCacheable"),
			Goal.bytes("memoize", 0.5, "springCacheable"), Goal.time("platformCache", 3, "bareCaffeine")),

	/** To write and to read a result of 40 positions: formats and compressors. */
	CODEC(CodecBenchmark.class, "jsonDeflated", () -> "Bytes written: " + CodecBenchmark.sizes() + "."),

	/** A result that is in Redis and not near. */
	REDIS_HIT(RedisHitBenchmark.class, "redissonBucket", Goal.time("memoizeShared", 1.2, "redissonBucket")),

	/** 8 threads that ask for 100,000 keys, few of them often, with room for 20,000. */
	ZIPF(ZipfBenchmark.class, "redissonLocalCachedMap", Goal.time("memoizeShared", 1, "redissonLocalCachedMap"),
			Goal.time("memoizeShared", 1, "springDataRedis"), Goal.time("memoizeShared", 1, "jetCache")),

	/** What every request pays for probes, drain and shedding. */
	HEALTH_FILTERS(FilterBenchmark.class, "none", Goal.nanosMore("allFilters", 2000, "none")),

	/** Taking a connection and giving it back. */
	POOL_BORROW(BorrowBenchmark.class, "hikari", Goal.time("platform", 1.5, "hikari")),

	/** One row through the pool and PgBouncer. */
	POOL_SELECT(SelectBenchmark.class, "hikari", Goal.time("platform", 1.05, "hikari")),

	/** One row in a transaction with claims. */
	POOL_CLAIMS(ClaimsBenchmark.class, "byHand", Goal.time("platform", 1.05, "byHand")),

	/** A decision of a limit that this process counts alone. */
	LIMIT_LOCAL(LocalDecisionBenchmark.class, "bucket4j", Goal.time("engine", 1.3, "bucket4j")),

	/** What a request of a limited route pays for it. */
	LIMIT_FILTERS(LimitFilterBenchmark.class, "withoutFilters", Goal.nanosMore("limited", 3000, "withoutFilters"),
			Goal.bytesMore("limited", 1024, "withoutFilters"));

	private final Class<?> benchmark;

	private final String peer;

	private final Supplier<String> note;

	private final List<Goal> goals;

	Suite(Class<?> benchmark, String peer, Goal... goals) {
		this(benchmark, peer, () -> "", goals);
	}

	Suite(Class<?> benchmark, String peer, Supplier<String> note, Goal... goals) {
		this.benchmark = benchmark;
		this.peer = peer;
		this.note = note;
		this.goals = List.of(goals);
	}

	/**
	 * Return the names that {@link #find(String)} takes.
	 * @return the names
	 */
	public static List<String> names() {
		return Arrays.stream(values()).map(Suite::id).toList();
	}

	/**
	 * Find a suite.
	 * @param name its name in lower case with hyphens
	 * @return the suite, if there is one of that name
	 */
	public static Optional<Suite> find(String name) {
		return Arrays.stream(values()).filter((suite) -> suite.id().equals(name)).findFirst();
	}

	/**
	 * Return what is measured.
	 * @return names of the benchmark methods
	 */
	Set<String> variants() {
		return Arrays.stream(this.benchmark.getMethods())
			.filter((method) -> method.isAnnotationPresent(Benchmark.class))
			.map(Method::getName)
			.collect(Collectors.toSet());
	}

	/**
	 * Return what there is to say beside the scores.
	 * @return a sentence, or nothing
	 */
	String note() {
		return this.note.get();
	}

	String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Return a regular expression that selects the suite's benchmarks.
	 * @return the expression
	 */
	String pattern() {
		return "^" + this.benchmark.getName().replace(".", "\\.") + "\\.";
	}

	/**
	 * Return what is to be reached.
	 * @return the goals
	 */
	List<Goal> goals() {
		return this.goals;
	}

	/**
	 * Return the variant that the others are compared with.
	 * @return name of its benchmark method
	 */
	String peer() {
		return this.peer;
	}

}
