package io.portfolioplatform.cache.shared;

import java.time.Duration;

import io.portfolioplatform.cache.near.NearStatistics;

/**
 * Counts what is found for one cache.
 *
 * @param results where to look
 * @param statistics of the cache
 */
record CountedResults(SharedResults results, NearStatistics statistics) implements SharedResults {

	@Override
	public Found find(ResultRef ref, Duration due) {
		Found found = this.results.find(ref, due);
		if (found instanceof Found.Result || found instanceof Found.Due) {
			this.statistics.recordSharedHit();
		}
		else if (found instanceof Found.Turn) {
			this.statistics.recordSharedMiss();
		}
		return found;
	}

	@Override
	public Found replace(ResultRef ref) {
		return this.results.replace(ref);
	}

	@Override
	public Hold hold(ResultRef ref, Found.Turn turn) {
		return this.results.hold(ref, turn);
	}

	@Override
	public void keep(ResultRef ref, Found.Turn turn, byte[] bytes, Duration ttl) {
		this.results.keep(ref, turn, bytes, ttl);
	}

	@Override
	public void giveUp(ResultRef ref, Found.Turn turn) {
		this.results.giveUp(ref, turn);
	}

}
