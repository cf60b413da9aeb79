package io.portfolioplatform.cache.near;

import java.util.concurrent.atomic.LongAdder;

/**
 * What a near cache has done since the start.
 */
public final class NearStatistics {

	private final LongAdder hits = new LongAdder();

	private final LongAdder misses = new LongAdder();

	private final LongAdder puts = new LongAdder();

	private final LongAdder stale = new LongAdder();

	private final EvictionCounter evictions = new EvictionCounter();

	NearStatistics() {
	}

	void recordHit() {
		this.hits.increment();
	}

	void recordMiss() {
		this.misses.increment();
	}

	void recordPut() {
		this.puts.increment();
	}

	void recordStale() {
		this.stale.increment();
	}

	EvictionCounter evictionCounter() {
		return this.evictions;
	}

	/**
	 * Calls answered from the cache.
	 * @return the count
	 */
	public long hits() {
		return this.hits.sum();
	}

	/**
	 * Calls that loaded the value or waited for another caller's load.
	 * @return the count
	 */
	public long misses() {
		return this.misses.sum();
	}

	/**
	 * Loaded values, without {@code null}.
	 * @return the count
	 */
	public long puts() {
		return this.puts.sum();
	}

	/**
	 * Calls whose load failed and that were answered with an earlier value.
	 * @return the count
	 */
	public long stale() {
		return this.stale.sum();
	}

	/**
	 * Entries dropped because they expired or the cache was full.
	 * @return the count
	 */
	public long evictions() {
		return this.evictions.count();
	}

}
