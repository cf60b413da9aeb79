package io.portfolioplatform.perf.micro;

import java.util.Objects;

import org.openjdk.jmh.results.RunResult;

/**
 * What one variant cost in one round: the lower quartile of its iterations, because in
 * many of them it may have waited for a core that something else had.
 *
 * @param variant name of the benchmark method
 * @param time time per operation in nanoseconds
 * @param bytes bytes allocated per operation
 */
record Score(String variant, double time, double bytes) {

	private static final double QUARTER = 25;

	private static final String ALLOCATION = "gc.alloc.rate.norm";

	static Score of(RunResult result) {
		String name = result.getParams().getBenchmark();
		return new Score(name.substring(name.lastIndexOf('.') + 1),
				result.getPrimaryResult().getStatistics().getPercentile(QUARTER),
				Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATION), ALLOCATION).getScore());
	}

}
