package io.portfolioplatform.ratelimit.policy;

import java.time.Duration;

/**
 * A token bucket: how many tokens, and how they come back.
 *
 * @param capacity the most tokens at a time, at least one
 * @param period the time in which an empty bucket fills, more than zero
 * @param refill how it fills
 */
public record BandwidthLimit(long capacity, Duration period, Refill refill) {

}
