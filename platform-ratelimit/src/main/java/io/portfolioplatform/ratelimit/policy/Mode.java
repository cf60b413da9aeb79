package io.portfolioplatform.ratelimit.policy;

/**
 * How processes share a limit. Without Redis each process counts on its own.
 */
public enum Mode {

	/**
	 * Every call is decided in Redis, many in one round trip.
	 */
	EXACT,

	/**
	 * Processes reserve tokens in Redis and spend them without asking. Keys that are
	 * rarely used are decided as if exact.
	 */
	LEASED,

	/**
	 * Each process counts on its own, also where there is Redis.
	 */
	LOCAL

}
