package io.portfolioplatform.dbpool.gate;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many permits one thread took and nobody gave back yet. Another thread may close
 * what it took, and is counted apart, so that the thread itself needs no atomic
 * operation.
 */
final class Holder {

	private final Thread owner = Thread.currentThread();

	private final AtomicInteger closedElsewhere = new AtomicInteger();

	private int taken;

	/**
	 * Called by the thread itself, like {@link #took()}.
	 */
	int held() {
		return this.taken - this.closedElsewhere.get();
	}

	void took() {
		this.taken++;
	}

	void gaveBack() {
		if (Thread.currentThread() == this.owner) {
			this.taken--;
		}
		else {
			this.closedElsewhere.incrementAndGet();
		}
	}

}
