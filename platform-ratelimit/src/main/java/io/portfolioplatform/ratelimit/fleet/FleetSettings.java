package io.portfolioplatform.ratelimit.fleet;

import java.time.Duration;

/**
 * How to work with Redis.
 *
 * @param namespace tells applications on one Redis apart
 * @param timeout the longest wait of a decision for Redis
 * @param maxKeys the greatest number of keys remembered for one policy
 */
public record FleetSettings(String namespace, Duration timeout, long maxKeys) {

}
