package io.portfolioplatform.dbpool.gate;

/**
 * What a gate does.
 *
 * @param size permits there are
 * @param used permits in use
 * @param waiting threads in the queue
 * @param admitted threads admitted since the start
 * @param shed threads refused since the start
 * @param holdNanos how long a permit is held on average, in nanoseconds
 */
public record GateState(int size, int used, int waiting, long admitted, long shed, long holdNanos) {

}
