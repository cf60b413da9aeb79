package io.portfolioplatform.cache.shared;

import java.time.Duration;
import java.util.List;

import io.portfolioplatform.cache.near.NearStatistics;

/**
 * Counts what is found for one cache.
 *
 * @param results where to look
 * @param statistics of the cache
 */
record CountedResults(SharedResults results, NearStatistics statistics) implements SharedResults {

	@Override
	public Found find(ResultRef ref, Duration refreshAfter) {
		Found found = this.results.find(ref, refreshAfter);
		if (!(found instanceof Found.Busy)) {
			// Who waits for another process looks again.
			count(found);
		}
		return found;
	}

	@Override
	public Found peek(ResultRef ref) {
		Found found = this.results.peek(ref);
		count(found);
		return found;
	}

	@Override
	public List<Found> findAll(List<ResultRef> refs) {
		List<Found> all = this.results.findAll(refs);
		all.forEach(this::count);
		return all;
	}

	/**
	 * A result counts when it is read.
	 */
	private void count(Found found) {
		if (found instanceof Found.Due) {
			this.statistics.recordSharedHit();
		}
		else if (found instanceof Found.Turn || found instanceof Found.Busy) {
			this.statistics.recordSharedMiss();
		}
	}

	@Override
	public void read(boolean readable) {
		if (readable) {
			this.statistics.recordSharedHit();
		}
		else {
			this.statistics.recordSharedMiss();
		}
	}

	@Override
	public Found replace(ResultRef ref) {
		return this.results.replace(ref);
	}

	@Override
	public Hold hold(List<ResultRef> refs, Found.Turn turn) {
		return this.results.hold(refs, turn);
	}

	@Override
	public void computed(ResultRef ref, long nanos) {
		this.results.computed(ref, nanos);
	}

	@Override
	public Duration lease() {
		return this.results.lease();
	}

	@Override
	public void keep(ResultRef ref, Found.Turn turn, byte[] bytes, Duration ttl) {
		this.results.keep(ref, turn, bytes, ttl);
	}

	@Override
	public void giveUp(ResultRef ref, Found.Turn turn) {
		this.results.giveUp(ref, turn);
	}

	@Override
	public void endAll(List<Computed> computed) {
		this.results.endAll(computed);
	}

}
