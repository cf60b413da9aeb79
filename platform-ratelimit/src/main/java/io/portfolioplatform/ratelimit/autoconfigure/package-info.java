/**
 * Auto-configuration of the rate limits.
 */
@NullMarked
package io.portfolioplatform.ratelimit.autoconfigure;

import org.jspecify.annotations.NullMarked;
