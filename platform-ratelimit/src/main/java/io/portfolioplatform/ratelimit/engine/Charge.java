package io.portfolioplatform.ratelimit.engine;

import io.portfolioplatform.ratelimit.policy.Policy;

/**
 * What one call is to be charged with.
 *
 * @param policy the policy
 * @param key whom it counts
 * @param cost how many tokens the call takes, at least one
 */
public record Charge(Policy policy, String key, long cost) {

}
