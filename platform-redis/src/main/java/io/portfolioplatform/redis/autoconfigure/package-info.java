/**
 * Auto-configuration of the Redisson client.
 */
@NullMarked
package io.portfolioplatform.redis.autoconfigure;

import org.jspecify.annotations.NullMarked;
