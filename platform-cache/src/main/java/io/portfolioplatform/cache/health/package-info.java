/**
 * The caches as a health contributor.
 */
@NullMarked
package io.portfolioplatform.cache.health;

import org.jspecify.annotations.NullMarked;
