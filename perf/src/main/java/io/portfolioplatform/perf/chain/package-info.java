/**
 * What the whole chain in front of a memoized answer costs, beside a bare controller that
 * returns the same bytes.
 */
@NullMarked
package io.portfolioplatform.perf.chain;

import org.jspecify.annotations.NullMarked;
