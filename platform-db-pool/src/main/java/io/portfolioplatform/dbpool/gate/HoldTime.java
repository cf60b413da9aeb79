package io.portfolioplatform.dbpool.gate;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a permit is held: an exponentially weighted mean over about the last sixteen.
 * A lost update among concurrent ones does no harm.
 */
final class HoldTime {

	private static final int WEIGHT = 16;

	private final AtomicLong nanos = new AtomicLong();

	void record(long held) {
		long mean = this.nanos.get();
		this.nanos.lazySet((mean == 0) ? held : mean + (held - mean) / WEIGHT);
	}

	long nanos() {
		return this.nanos.get();
	}

}
