package io.portfolioplatform.ratelimit;

import org.jspecify.annotations.Nullable;

/**
 * Tells the plan of a user, for policies that have plans, where users are counted: on
 * routes with the key {@code principal} and on methods. A bean of this type is asked on
 * every decision of such a policy, so it should answer from memory.
 */
@FunctionalInterface
public interface PlanResolver {

	/**
	 * Return the plan of a user.
	 * @param user the name of the signed-in user, or the key of a limited method
	 * @return a plan below {@code platform.ratelimit.policies.<name>.plans}; {@code null}
	 * or another name for the limits of the policy itself
	 */
	@Nullable String planOf(String user);

}
