package io.portfolioplatform.ratelimit;

import java.util.List;

/**
 * The policies in force.
 */
@FunctionalInterface
public interface RateLimitPolicies {

	/**
	 * Read the policies from the environment again. What keys have used is kept in
	 * proportion. If one of them cannot work, all stay as they are.
	 * @return the names of the policies that have changed
	 * @throws RuntimeException if a policy cannot work, is new or is missing
	 */
	List<String> reload();

}
