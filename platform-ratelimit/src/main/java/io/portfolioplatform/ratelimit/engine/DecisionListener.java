package io.portfolioplatform.ratelimit.engine;

import io.portfolioplatform.ratelimit.policy.Policy;

/**
 * Is told of every decision, on the caller's thread.
 */
@FunctionalInterface
public interface DecisionListener {

	/**
	 * A policy has decided.
	 * @param policy the policy
	 * @param admitted whether the call may pass
	 */
	void decided(Policy policy, boolean admitted);

}
