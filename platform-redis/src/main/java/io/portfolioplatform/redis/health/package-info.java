/**
 * Health of the Redis connection.
 */
@NullMarked
package io.portfolioplatform.redis.health;

import org.jspecify.annotations.NullMarked;
