/**
 * Probes that tell the truth.
 */
@NullMarked
package io.portfolioplatform.health;

import org.jspecify.annotations.NullMarked;
