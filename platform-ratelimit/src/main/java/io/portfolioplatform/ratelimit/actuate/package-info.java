/**
 * The endpoint of the rate limits.
 */
@NullMarked
package io.portfolioplatform.ratelimit.actuate;

import org.jspecify.annotations.NullMarked;
