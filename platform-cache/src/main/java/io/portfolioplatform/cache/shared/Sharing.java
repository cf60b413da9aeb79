package io.portfolioplatform.cache.shared;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How results are shared.
 *
 * @param results what the fleet shares
 * @param mayWait whether the current thread may wait for another process
 * @param maxWait how long it waits at most
 */
public record Sharing(SharedResults results, BooleanSupplier mayWait, Duration maxWait) {

}
