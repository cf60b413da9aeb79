package io.portfolioplatform.cache.coherence;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Ticker;

/**
 * Whether the near caches may be believed: they may for a while after this process was
 * known to have seen every invalidation. It is the caches' clock too, so that a hit,
 * which reads the clock anyway, notices that the time is over even if this process was
 * suspended.
 */
public final class Trust implements Ticker {

	private static final long NEVER = Long.MIN_VALUE;

	private final Ticker clock;

	private final long nanos;

	private volatile long since = NEVER;

	private volatile long end;

	private volatile boolean given;

	/**
	 * Create a trust that is not given yet.
	 * @param clock the clock
	 * @param duration how long it lasts
	 */
	public Trust(Ticker clock, Duration duration) {
		this.clock = clock;
		this.nanos = duration.toNanos();
	}

	@Override
	public long read() {
		long now = this.clock.read();
		if (this.given && now - this.end > 0) {
			this.given = false;
		}
		return now;
	}

	/**
	 * Return whether the trust is given and was not over when the clock was last read.
	 * @return whether entries may be served
	 */
	public boolean isGiven() {
		return this.given;
	}

	/**
	 * Return whether the trust is given now.
	 * @return whether entries may be served
	 */
	public boolean isGivenNow() {
		read();
		return this.given;
	}

	/**
	 * How long ago this process was known to have seen every invalidation.
	 * @return nanoseconds, NaN if it never was
	 */
	public double lag() {
		long since = this.since;
		return (since != NEVER) ? this.clock.read() - since : Double.NaN;
	}

	/**
	 * Give or prolong the trust.
	 * @param since when this process was known to have seen everything
	 */
	void give(long since) {
		this.since = since;
		this.end = since + this.nanos;
		this.given = this.clock.read() - this.end <= 0;
	}

}
