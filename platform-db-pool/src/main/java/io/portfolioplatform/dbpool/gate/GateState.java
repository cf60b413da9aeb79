package io.portfolioplatform.dbpool.gate;

import java.util.Locale;

/**
 * What a gate does.
 *
 * @param size permits there are
 * @param used permits in use, for a while more than there are after the gate shrank
 * @param waiting threads in the queue
 * @param admitted threads admitted since the start
 * @param shed threads refused since the start
 * @param holdNanos how long a permit is held on average, in nanoseconds
 * @param perSecond threads admitted in a second lately, zero where that is not known yet
 */
public record GateState(int size, int used, int waiting, long admitted, long shed, long holdNanos, double perSecond) {

	private static final double NANOS_PER_SECOND = 1e9;

	private static final double NANOS_PER_MILLI = 1e6;

	/**
	 * How busy connections may be on average, so that few have to wait for one.
	 */
	private static final double BUSY = 0.8;

	/**
	 * Say what the connections can carry, by Little's law: as many at a time as there are
	 * permits, each for the time one is held. Then how many it takes to carry what there
	 * is.
	 * @return a sentence with the arithmetic
	 */
	public String explain() {
		if (this.holdNanos == 0) {
			return "No connection was used yet.";
		}
		return carried() + wanted();
	}

	private String carried() {
		return String.format(Locale.ROOT,
				"A connection is held for %.1f ms on average, so %d connections carry at most %.0f uses per second.",
				this.holdNanos / NANOS_PER_MILLI, this.size, this.size * NANOS_PER_SECOND / this.holdNanos);
	}

	private String wanted() {
		double busy = this.perSecond * this.holdNanos / NANOS_PER_SECOND;
		return (this.perSecond == 0) ? "" : String.format(Locale.ROOT,
				" Lately %.1f uses per second kept %.1f of them busy: take %.0f, to have them busy %.0f %% of the time.",
				this.perSecond, busy, Math.max(1, Math.ceil(busy / BUSY)), BUSY * 100);
	}

}
