/**
 * Measures what the other modules claim: one command per table.
 */
@NullMarked
package io.portfolioplatform.perf;

import org.jspecify.annotations.NullMarked;
