package io.portfolioplatform.perf.micro;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.portfolioplatform.perf.cache.NearHitBenchmark;
import io.portfolioplatform.perf.health.FilterBenchmark;

/**
 * Benchmarks that are measured together, so that their ratios mean something.
 */
public enum Suite {

	/** A hit in the near cache. */
	NEAR_HIT(NearHitBenchmark.class, "springCacheable"),

	/** What every request pays for probes, drain and shedding. */
	HEALTH_FILTERS(FilterBenchmark.class, "none");

	private final Class<?> benchmark;

	private final String peer;

	Suite(Class<?> benchmark, String peer) {
		this.benchmark = benchmark;
		this.peer = peer;
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
	 * Return the variant that the others are compared with.
	 * @return name of its benchmark method
	 */
	String peer() {
		return this.peer;
	}

}
