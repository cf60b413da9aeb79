package io.portfolioplatform.cache.near;

import java.util.concurrent.atomic.LongAdder;

/**
 * How often something took time, and how much in all.
 */
public final class Durations {

	private final LongAdder count = new LongAdder();

	private final LongAdder nanos = new LongAdder();

	Durations() {
	}

	/**
	 * Record one.
	 * @param start value of {@link System#nanoTime()} when it began
	 */
	void recordSince(long start) {
		this.count.increment();
		this.nanos.add(System.nanoTime() - start);
	}

	/**
	 * How often.
	 * @return the number since the start of the process
	 */
	public long count() {
		return this.count.sum();
	}

	/**
	 * How long in all.
	 * @return nanoseconds
	 */
	public long nanos() {
		return this.nanos.sum();
	}

}
