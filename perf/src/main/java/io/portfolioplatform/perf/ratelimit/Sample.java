package io.portfolioplatform.perf.ratelimit;

/**
 * What was measured of a contender in one round.
 *
 * @param perSecond decisions per second, as many as it could
 * @param commands Redis commands per decision meanwhile
 * @param p50 median latency at a part of that rate, in milliseconds
 * @param p99 99th percentile of it
 * @param calm latency at a rate that is the same for all
 */
record Sample(double perSecond, double commands, double p50, double p99, Calm calm) {

	/**
	 * Latency at a rate that is the same for all.
	 *
	 * @param p50 median in milliseconds
	 * @param p99 99th percentile
	 */
	record Calm(double p50, double p99) {

	}

}
