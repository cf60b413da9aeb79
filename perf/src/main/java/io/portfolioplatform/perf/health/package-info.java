/**
 * What probes and shedding cost and save.
 */
@NullMarked
package io.portfolioplatform.perf.health;

import org.jspecify.annotations.NullMarked;
