/**
 * Caches that are used by name, from code and through Spring's cache abstraction.
 */
@NullMarked
package io.portfolioplatform.cache.named;

import org.jspecify.annotations.NullMarked;
