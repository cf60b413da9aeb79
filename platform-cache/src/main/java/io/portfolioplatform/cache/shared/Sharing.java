package io.portfolioplatform.cache.shared;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import io.portfolioplatform.cache.near.NearStatistics;

/**
 * How results are shared.
 *
 * @param results what the fleet shares
 * @param mayWait whether the current thread may wait for another process
 * @param maxWait how long it waits at most
 * @param callers carries a caller's context to the thread that waits for it
 */
public record Sharing(SharedResults results, BooleanSupplier mayWait, Duration maxWait, CallerContext callers) {

	/**
	 * Return the same for one cache.
	 * @param statistics where to count what is found
	 * @return how its results are shared
	 */
	public Sharing counted(NearStatistics statistics) {
		return new Sharing(new CountedResults(this.results, statistics), this.mayWait, this.maxWait, this.callers);
	}

}
