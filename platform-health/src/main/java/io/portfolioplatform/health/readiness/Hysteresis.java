package io.portfolioplatform.health.readiness;

import java.time.Duration;

/**
 * A trouble that counts only when it has lasted, and is over only when its absence has.
 */
final class Hysteresis {

	private final Duration after;

	private final Duration recovery;

	private long lastChange;

	private volatile boolean troubled;

	/**
	 * Create the state, without trouble.
	 * @param after how long trouble must be seen before it counts
	 * @param recovery how long none must be seen before it is over
	 */
	Hysteresis(Duration after, Duration recovery) {
		this.after = after;
		this.recovery = recovery;
	}

	/**
	 * Note what is seen. Called by one thread.
	 * @param trouble whether there is trouble now
	 * @param now the time in nanoseconds, from any origin
	 */
	void see(boolean trouble, long now) {
		if (trouble == this.troubled || this.lastChange == 0) {
			// The state agrees with what is seen: the clock of the opposite one starts
			// anew.
			this.lastChange = now;
		}
		long needed = (this.troubled ? this.recovery : this.after).toNanos();
		if (trouble != this.troubled && now - this.lastChange >= needed) {
			this.troubled = trouble;
			this.lastChange = now;
		}
	}

	boolean troubled() {
		return this.troubled;
	}

}
