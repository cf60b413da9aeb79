package io.portfolioplatform.ratelimit.fleet;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Tokens that are reserved in Redis and spent in this process.
 */
final class Lease {

	private final long size;

	private final long epoch;

	private final long end;

	private final AtomicLong left;

	private volatile long seen = -1;

	/**
	 * Create a lease.
	 * @param size the number of tokens
	 * @param epoch by which Redis knows it
	 * @param end when this process must stop to spend it, in {@link System#nanoTime()}
	 */
	Lease(long size, long epoch, long end) {
		this.size = size;
		this.epoch = epoch;
		this.end = end;
		this.left = new AtomicLong(size);
	}

	/**
	 * Spend tokens.
	 * @param cost the number of tokens
	 * @param now the time
	 * @return the tokens left, or -1 if there are too few or the lease has ended
	 */
	long take(long cost, long now) {
		if (now - this.end >= 0) {
			return -1;
		}
		long tokens = this.left.get();
		while (tokens >= cost) {
			long witness = this.left.compareAndExchange(tokens, tokens - cost);
			if (witness == tokens) {
				return tokens - cost;
			}
			tokens = witness;
		}
		return -1;
	}

	/**
	 * Put tokens back, no more than were taken of this lease.
	 * @param cost the number of tokens
	 * @param now the time
	 * @return how many were put back, or -1 if the lease has ended
	 */
	long putBack(long cost, long now) {
		long tokens = this.left.get();
		while (tokens >= 0 && now - this.end < 0) {
			long fits = Math.min(cost, this.size - tokens);
			long witness = this.left.compareAndExchange(tokens, tokens + fits);
			if (witness == tokens) {
				return fits;
			}
			tokens = witness;
		}
		return -1;
	}

	/**
	 * Whether nothing was spent since this was asked last.
	 */
	boolean isIdle() {
		long tokens = this.left.get();
		boolean idle = tokens == this.seen;
		this.seen = tokens;
		return idle;
	}

	/**
	 * Spend no more from now on.
	 * @return what is left
	 */
	Remains end() {
		long unused = Math.max(0, this.left.getAndSet(-1));
		return new Remains(this.epoch, this.size - unused, unused);
	}

	/**
	 * What became of a lease.
	 *
	 * @param epoch by which Redis knows it
	 * @param used tokens spent
	 * @param unused tokens to give back
	 */
	record Remains(long epoch, long used, long unused) {

		static final Remains NONE = new Remains(0, 0, 0);

	}

}
