/**
 * What the caches keep in Redis.
 */
@NullMarked
package io.portfolioplatform.cache.redis;

import org.jspecify.annotations.NullMarked;
