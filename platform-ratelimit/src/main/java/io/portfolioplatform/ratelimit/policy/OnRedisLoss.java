package io.portfolioplatform.ratelimit.policy;

/**
 * What a shared limit does while Redis does not answer.
 */
public enum OnRedisLoss {

	/**
	 * Each process enforces the limit divided by the number of live processes.
	 */
	LOCAL,

	/**
	 * Admits every call.
	 */
	OPEN,

	/**
	 * Refuses every call.
	 */
	CLOSED

}
