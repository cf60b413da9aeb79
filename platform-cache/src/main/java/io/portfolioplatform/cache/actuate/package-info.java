/**
 * The caches for those who operate them.
 */
@NullMarked
package io.portfolioplatform.cache.actuate;

import org.jspecify.annotations.NullMarked;
