/**
 * Keeps the near caches of a fleet from serving what another process has evicted.
 */
@NullMarked
package io.portfolioplatform.cache.coherence;

import org.jspecify.annotations.NullMarked;
