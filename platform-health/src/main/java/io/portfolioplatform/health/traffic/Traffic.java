package io.portfolioplatform.health.traffic;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the requests of the application, and knows whether the process drains.
 */
public final class Traffic {

	private final LongAdder begun = new LongAdder();

	private final LongAdder ended = new LongAdder();

	private final LongAdder answered = new LongAdder();

	private volatile boolean draining;

	void begin() {
		this.begun.increment();
	}

	/**
	 * Note the end of a request.
	 * @param refused whether nothing was done for it
	 */
	void end(boolean refused) {
		this.ended.increment();
		if (!refused) {
			this.answered.increment();
		}
	}

	/**
	 * Return how many requests have ended since the start, without those that were
	 * refused.
	 * @return the number of requests
	 */
	public long answered() {
		return this.answered.sum();
	}

	/**
	 * Return how many requests are in progress now, roughly while some come and go.
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
