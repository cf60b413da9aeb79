package io.portfolioplatform.cache.shared;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import io.portfolioplatform.cache.near.NearStatistics;
import io.portfolioplatform.cache.shared.SharedResults.Found;
import org.jspecify.annotations.Nullable;

/**
 * How results are shared.
 *
 * @param results what the fleet shares
 * @param mayWait whether the current thread may wait for another process
 * @param maxWait how long it waits at most
 * @param callers carries a caller's context to the thread that waits for it
 * @param statistics where what is found is counted, if it is
 */
public record Sharing(SharedResults results, BooleanSupplier mayWait, Duration maxWait, CallerContext callers,
		@Nullable NearStatistics statistics) {

	/**
	 * Create one that does not count.
	 */
	public Sharing(SharedResults results, BooleanSupplier mayWait, Duration maxWait, CallerContext callers) {
		this(results, mayWait, maxWait, callers, null);
	}

	/**
	 * Return the same for one cache.
	 * @param statistics where to count what is found
	 * @return how its results are shared
	 */
	public Sharing counted(NearStatistics statistics) {
		return new Sharing(this.results, this.mayWait, this.maxWait, this.callers, statistics);
	}

	/**
	 * Count what a look has found. A result that is not due counts when it is read. One
	 * that is due spares no computation.
	 */
	void count(Found found) {
		if (found instanceof Found.Due || found instanceof Found.Turn || found instanceof Found.Busy) {
			count(false);
		}
	}

	/**
	 * Count a result that was found or not.
	 */
	void count(boolean hit) {
		if (this.statistics != null) {
			if (hit) {
				this.statistics.recordSharedHit();
			}
			else {
				this.statistics.recordSharedMiss();
			}
		}
	}

}
