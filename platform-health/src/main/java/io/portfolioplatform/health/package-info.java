/**
 * Probes that tell the truth about one process.
 */
@NullMarked
package io.portfolioplatform.health;

import org.jspecify.annotations.NullMarked;
