/**
 * Limits that processes share through Redis.
 */
@NullMarked
package io.portfolioplatform.ratelimit.fleet;

import org.jspecify.annotations.NullMarked;
