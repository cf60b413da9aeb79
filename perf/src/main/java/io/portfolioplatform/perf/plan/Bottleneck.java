package io.portfolioplatform.perf.plan;

/**
 * Something that gives out.
 *
 * @param use what is needed of it as a fraction of what may be used; above 1 it is not
 * enough
 * @param cure what it is, and what to do about it
 */
record Bottleneck(double use, String cure) {

}
