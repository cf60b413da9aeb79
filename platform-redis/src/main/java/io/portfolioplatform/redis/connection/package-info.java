/**
 * From a Redis URL to a Redisson configuration that fails fast.
 */
@NullMarked
package io.portfolioplatform.redis.connection;

import org.jspecify.annotations.NullMarked;
