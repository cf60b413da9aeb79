/**
 * Micrometer meters of this module.
 */
@NullMarked
package io.portfolioplatform.health.metrics;

import org.jspecify.annotations.NullMarked;
