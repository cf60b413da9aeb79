/**
 * Rate limits by route and by method.
 */
@NullMarked
package io.portfolioplatform.ratelimit;

import org.jspecify.annotations.NullMarked;
