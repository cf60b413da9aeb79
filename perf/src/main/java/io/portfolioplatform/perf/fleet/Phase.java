package io.portfolioplatform.perf.fleet;

/**
 * What happened during a part of the script.
 *
 * @param name the part
 * @param peak most clients that the pooler had
 * @param refused connections that the pooler refused
 * @param used uses of the pools that worked
 * @param failed uses of the pools that did not
 */
record Phase(String name, int peak, long refused, long used, long failed) {

}
