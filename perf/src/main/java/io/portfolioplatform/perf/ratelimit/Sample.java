package io.portfolioplatform.perf.ratelimit;

/**
 * What was measured of a contender in one round.
 *
 * @param perSecond decisions per second, as many as it could
 * @param commands Redis commands per decision meanwhile
 * @param p50 median latency at a part of that rate, in milliseconds
 * @param p99 99th percentile of it
 */
record Sample(double perSecond, double commands, double p50, double p99) {

}
