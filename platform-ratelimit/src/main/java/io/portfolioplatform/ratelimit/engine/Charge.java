package io.portfolioplatform.ratelimit.engine;

import io.portfolioplatform.ratelimit.policy.ActivePolicy;
import org.jspecify.annotations.Nullable;

/**
 * What one call is to be charged with.
 *
 * @param policy the policy
 * @param key whom it counts
 * @param cost how many tokens the call takes, at least one
 * @param plan the key's plan, or {@code null}
 * @param place the path template or the method that is limited
 */
public record Charge(ActivePolicy policy, String key, long cost, @Nullable String plan, String place) {

	/**
	 * Create the charge of a key without a plan.
	 * @param policy the policy
	 * @param key whom it counts
	 * @param cost how many tokens the call takes, at least one
	 */
	public Charge(ActivePolicy policy, String key, long cost) {
		this(policy, key, cost, null, "");
	}

}
