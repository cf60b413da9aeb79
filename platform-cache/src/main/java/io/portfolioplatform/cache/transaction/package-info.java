/**
 * Evictions that wait for the commit.
 */
@NullMarked
package io.portfolioplatform.cache.transaction;

import org.jspecify.annotations.NullMarked;
