package io.portfolioplatform.ratelimit.engine;

import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Policy;

/**
 * Counts the keys of policies.
 */
public interface Limiter {

	/**
	 * Take tokens if there are enough.
	 * @param policy the policy
	 * @param limits the limits of the key
	 * @param key the key
	 * @param cost the number of tokens, at least one
	 * @return the decision
	 */
	Decision decide(Policy policy, Limits limits, String key, long cost);

	/**
	 * Give tokens back.
	 * @param policy the policy
	 * @param limits the limits of the key
	 * @param key the key
	 * @param cost the number of tokens
	 */
	void refund(Policy policy, Limits limits, String key, long cost);

	/**
	 * Look without taking.
	 * @param policy the policy
	 * @param limits the limits of the key
	 * @param key the key
	 * @return what is left
	 */
	Remainder look(Policy policy, Limits limits, String key);

	/**
	 * Forget what a key has used.
	 * @param policy the policy
	 * @param limits the limits of the key
	 * @param key the key
	 */
	void reset(Policy policy, Limits limits, String key);

}
