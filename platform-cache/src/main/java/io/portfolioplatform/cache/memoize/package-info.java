/**
 * From an annotated method to a cached one: declarations, keys and the advice.
 */
@NullMarked
package io.portfolioplatform.cache.memoize;

import org.jspecify.annotations.NullMarked;
