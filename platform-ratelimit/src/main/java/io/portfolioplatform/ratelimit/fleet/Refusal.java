package io.portfolioplatform.ratelimit.fleet;

/**
 * A refusal that holds until it can change.
 *
 * @param cost what was refused: less may still pass
 * @param left the tokens left
 * @param until when there may be enough, in {@link System#nanoTime()}
 * @param askAgain when to ask Redis again, at the latest a second after the refusal,
 * since another process may have given tokens back or reset the key
 */
record Refusal(long cost, long left, long until, long askAgain) {

	static final Refusal NONE = new Refusal(Long.MAX_VALUE, 0, 0, 0);

	boolean covers(long cost, long now) {
		return cost >= this.cost && now - this.askAgain < 0;
	}

}
