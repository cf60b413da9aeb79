package io.portfolioplatform.ratelimit.autoconfigure;

/**
 * Says that the filters which enforce routes are registered.
 */
final class RateLimitFilters {

}
