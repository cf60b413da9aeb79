package io.portfolioplatform.dbpool.lease;

/**
 * What a process tells the registry.
 *
 * @param sequence number of the report, greater than that of any earlier one
 * @param bound most connections it can have until it is answered
 * @param open connections it has
 */
record Report(long sequence, int bound, int open) {

}
