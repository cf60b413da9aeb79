package io.portfolioplatform.ratelimit.policy;

/**
 * When spent tokens come back.
 */
public enum Refill {

	/**
	 * Evenly over the period.
	 */
	GREEDY,

	/**
	 * All at once at the end of the period.
	 */
	INTERVAL

}
