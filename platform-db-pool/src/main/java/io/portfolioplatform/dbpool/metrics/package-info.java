/**
 * Meters of the pool.
 */
@NullMarked
package io.portfolioplatform.dbpool.metrics;

import org.jspecify.annotations.NullMarked;
