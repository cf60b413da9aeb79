package io.portfolioplatform.health.traffic;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the requests that occupy a thread, and knows whether the process drains.
 */
public final class Traffic {

	private final LongAdder begun = new LongAdder();

	private final LongAdder ended = new LongAdder();

	private volatile boolean draining;

	void begin() {
		this.begun.increment();
	}

	void end() {
		this.ended.increment();
	}

	/**
	 * Return how many requests have left their thread since the start.
	 * @return the number of requests
	 */
	public long ended() {
		return this.ended.sum();
	}

	/**
	 * Return how many requests are in their threads now, roughly while some come and go.
	 * @return the number of requests
	 */
	public int inProgress() {
		// Ended first: a request that ends in between then counts as in progress.
		long endedBefore = this.ended.sum();
		return (int) Math.max(0, this.begun.sum() - endedBefore);
	}

	/**
	 * Ask every client from now on to close its connection with the next answer.
	 */
	public void drain() {
		this.draining = true;
	}

	boolean draining() {
		return this.draining;
	}

}
