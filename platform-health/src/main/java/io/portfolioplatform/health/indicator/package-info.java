/**
 * Health indicators that are asked in the background.
 */
@NullMarked
package io.portfolioplatform.health.indicator;

import org.jspecify.annotations.NullMarked;
