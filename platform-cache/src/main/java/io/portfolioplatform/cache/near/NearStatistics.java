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

	private final LongAdder sharedHits = new LongAdder();

	private final LongAdder sharedMisses = new LongAdder();

	private final LongAdder unreadable = new LongAdder();

	private final Durations loads = new Durations();

	private final Durations waits = new Durations();

	private final LongAdder evictions = new LongAdder();

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

	void recordEvictions(long count) {
		this.evictions.add(count);
	}

	/**
	 * Count a value that was not near and that another process had shared.
	 */
	public void recordSharedHit() {
		this.sharedHits.increment();
	}

	/**
	 * Count a value that was neither near nor shared, or shared and due.
	 */
	public void recordSharedMiss() {
		this.sharedMisses.increment();
	}

	/**
	 * Count a shared value whose bytes could not be read.
	 */
	public void recordUnreadable() {
		this.unreadable.increment();
	}

	/**
	 * Loads by this process, successful or not.
	 * @return their number and time
	 */
	public Durations loads() {
		return this.loads;
	}

	/**
	 * Calls that waited for another caller's load.
	 * @return their number and time
	 */
	public Durations waits() {
		return this.waits;
	}

	/**
	 * Calls answered from the cache, without those that had a value loaded anew.
	 * @return the count
	 */
	public long hits() {
		return this.hits.sum();
	}

	/**
	 * Calls that loaded the value, anew as well, or waited for another caller's load.
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
	 * Values that were not near and that another process had shared.
	 * @return the count
	 */
	public long sharedHits() {
		return this.sharedHits.sum();
	}

	/**
	 * Values that were neither near nor shared, or shared and due, where there is a Redis
	 * to share them.
	 * @return the count
	 */
	public long sharedMisses() {
		return this.sharedMisses.sum();
	}

	/**
	 * Shared values whose bytes were none of this type and version.
	 * @return the count
	 */
	public long unreadable() {
		return this.unreadable.sum();
	}

	/**
	 * Entries dropped because they expired or the cache was full.
	 * @return the count
	 */
	public long evictions() {
		return this.evictions.sum();
	}

}
