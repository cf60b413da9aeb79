package io.portfolioplatform.dbpool.gate;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a permit is held: an exponentially weighted mean over about the last sixteen
 * that were timed, which is one of eight, because to look at a clock takes as long as to
 * take a permit. A lost update among concurrent ones does no harm.
 */
final class HoldTime {

	private static final int WEIGHT = 16;

	private static final int TIMED = 8;

	private final AtomicLong nanos = new AtomicLong();

	private int taken;

	/**
	 * Return whether to time the permit that is being taken.
	 */
	boolean isTimed() {
		int number = this.taken;
		this.taken = (number + 1) % TIMED;
		return number == 0;
	}

	void record(long held) {
		long mean = this.nanos.get();
		this.nanos.lazySet((mean == 0) ? held : mean + (held - mean) / WEIGHT);
	}

	long nanos() {
		return this.nanos.get();
	}

}
