/**
 * The one Redisson client that the starters share.
 */
@NullMarked
package io.portfolioplatform.redis;

import org.jspecify.annotations.NullMarked;
