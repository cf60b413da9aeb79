/**
 * What scripts find in Redis.
 */
@NullMarked
package io.portfolioplatform.ratelimit.redis;

import org.jspecify.annotations.NullMarked;
