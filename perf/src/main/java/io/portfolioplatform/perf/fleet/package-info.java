/**
 * A fleet of pools in several processes behind one pooler, while it grows, shrinks and
 * breaks.
 */
@NullMarked
package io.portfolioplatform.perf.fleet;

import org.jspecify.annotations.NullMarked;
