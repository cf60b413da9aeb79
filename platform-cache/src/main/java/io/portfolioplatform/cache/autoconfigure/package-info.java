/**
 * Auto-configuration of the caches and of memoized methods.
 */
@NullMarked
package io.portfolioplatform.cache.autoconfigure;

import org.jspecify.annotations.NullMarked;
