package io.portfolioplatform.perf.cache;

import java.io.Serializable;
import java.util.UUID;

/**
 * Value that the caches keep.
 *
 * @param key what it was asked for
 */
record Answer(UUID key) implements Serializable {

}
