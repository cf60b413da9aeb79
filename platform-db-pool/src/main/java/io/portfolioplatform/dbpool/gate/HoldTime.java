package io.portfolioplatform.dbpool.gate;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a permit is held: an exponentially weighted mean over about the last sixteen
 * that were timed. After the first ones that is one of eight, because to look at a clock
 * takes as long as to take a permit. The very first ones weigh less, as they wait for the
 * pool to start. A lost update among concurrent ones does no harm.
 */
final class HoldTime {

	private static final int WEIGHT = 16;

	private static final int FIRST = 64;

	private static final int TIMED = 8;

	private final AtomicLong nanos = new AtomicLong();

	private int taken;

	private int recorded;

	/**
	 * Return whether to time the permit that is being taken.
	 */
	boolean isTimed() {
		int number = this.taken;
		this.taken = (number + 1) % TIMED;
		return number == 0 || this.recorded < FIRST;
	}

	void record(long held) {
		long mean = this.nanos.get();
		int before = this.recorded;
		this.recorded = Math.min(FIRST, before + 1);
		this.nanos.lazySet(mean + (held - mean) / Math.min(WEIGHT, before + 1));
	}

	long nanos() {
		return this.nanos.get();
	}

}
