package io.portfolioplatform.perf.cache;

import java.util.UUID;

/**
 * Value that the caches keep.
 *
 * @param key what it was asked for
 */
record Answer(UUID key) {

}
