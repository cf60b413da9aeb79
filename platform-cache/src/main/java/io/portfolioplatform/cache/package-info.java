/**
 * Memoized methods and pages over a coherent cache.
 */
@NullMarked
package io.portfolioplatform.cache;

import org.jspecify.annotations.NullMarked;
