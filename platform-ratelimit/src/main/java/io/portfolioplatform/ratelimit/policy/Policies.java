package io.portfolioplatform.ratelimit.policy;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configured policies by name.
 */
public final class Policies {

	private final Map<String, ActivePolicy> byName = new TreeMap<>();

	/**
	 * Check and collect the policies.
	 * @param policies the policies
	 * @throws InvalidRateLimitException if one cannot work
	 */
	public Policies(Collection<Policy> policies) {
		policies.forEach((policy) -> {
			PolicyCheck.check(policy);
			this.byName.put(policy.name(), new ActivePolicy(policy));
		});
	}

	/**
	 * Return a policy.
	 * @param name its name
	 * @param place where the name stands, for the error
	 * @return the policy
	 * @throws InvalidRateLimitException if there is none of that name
	 */
	public ActivePolicy get(String name, String place) {
		ActivePolicy policy = this.byName.get(name);
		if (policy == null) {
			throw new InvalidRateLimitException(place + " names the policy '" + name + "', which does not exist",
					"Define 'platform.ratelimit.policies." + name + "', or use one of " + this.byName.keySet() + ".");
		}
		return policy;
	}

	/**
	 * Return all policies in the order of their names.
	 * @return the policies
	 */
	public Collection<ActivePolicy> all() {
		return this.byName.values();
	}

	/**
	 * Change all policies, or none if one cannot work. What keys have used is kept in
	 * proportion.
	 * @param policies the same policies with other limits
	 * @return the names of those that have changed
	 * @throws InvalidRateLimitException if one cannot work, is new or is missing
	 */
	public List<String> change(Collection<Policy> policies) {
		Map<String, Policy> changed = new LinkedHashMap<>();
		policies.forEach((policy) -> {
			PolicyCheck.check(policy);
			changed.put(policy.name(), policy);
		});
		if (!changed.keySet().equals(this.byName.keySet())) {
			throw new InvalidRateLimitException(
					"The policies are " + changed.keySet() + " and were " + this.byName.keySet(),
					"Policies can be changed while the application runs; restart it to add or remove one.");
		}
		changed.values().removeIf((policy) -> get(policy.name(), "A changed policy").current().equals(policy));
		changed.forEach((name, policy) -> get(name, "A changed policy").check(policy));
		changed.forEach((name, policy) -> get(name, "A changed policy").change(policy));
		return List.copyOf(changed.keySet());
	}

}
