/**
 * Meters of the decisions.
 */
@NullMarked
package io.portfolioplatform.ratelimit.metrics;

import org.jspecify.annotations.NullMarked;
