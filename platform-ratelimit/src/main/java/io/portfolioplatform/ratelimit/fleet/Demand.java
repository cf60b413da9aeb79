package io.portfolioplatform.ratelimit.fleet;

/**
 * Follows the rate at which a key's tokens are asked for, to size its next lease. Used by
 * one thread at a time.
 */
final class Demand {

	private long last;

	private long size;

	/**
	 * Return how many tokens to lease: what will be needed until half of the shortest
	 * life of a lease has passed. It grows slowly, so that two calls in quick succession
	 * do not make a key look hot, and falls at once; fewer than two are not worth a
	 * lease.
	 * @param tokens tokens asked for since the last time
	 * @param horizon the time to provide for, in nanoseconds
	 * @param most the greatest lease
	 * @param now the time
	 * @return the number of tokens
	 */
	long lease(long tokens, long horizon, long most, long now) {
		boolean first = this.size == 0 && this.last == 0;
		double rate = (double) tokens / Math.max(1, now - this.last);
		this.last = now;
		long needed = first ? 0 : (long) Math.min((double) most, rate * horizon);
		this.size = Math.min(needed, 2 * this.size + 2);
		return (this.size < 2) ? 0 : this.size;
	}

}
