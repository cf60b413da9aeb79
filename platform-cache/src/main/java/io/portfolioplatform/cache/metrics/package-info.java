/**
 * The caches as Micrometer meters.
 */
@NullMarked
package io.portfolioplatform.cache.metrics;

import org.jspecify.annotations.NullMarked;
