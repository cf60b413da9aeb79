package io.portfolioplatform.ratelimit.policy;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configured policies by name.
 */
public final class Policies {

	private final Map<String, Policy> byName = new TreeMap<>();

	/**
	 * Check and collect the policies.
	 * @param policies the policies
	 * @throws InvalidRateLimitException if one cannot work
	 */
	public Policies(Collection<Policy> policies) {
		policies.forEach((policy) -> {
			check(policy);
			this.byName.put(policy.name(), policy);
		});
	}

	/**
	 * Return a policy.
	 * @param name its name
	 * @param place where the name stands, for the error
	 * @return the policy
	 * @throws InvalidRateLimitException if there is none of that name
	 */
	public Policy get(String name, String place) {
		Policy policy = this.byName.get(name);
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
	public Collection<Policy> all() {
		return this.byName.values();
	}

	private static void check(Policy policy) {
		String property = "platform.ratelimit.policies." + policy.name();
		if (!policy.name().matches("[A-Za-z0-9_-]+")) {
			throw new InvalidRateLimitException("The policy name '" + policy.name() + "' cannot stand in a header",
					"Use letters, digits, '-' and '_' only.");
		}
		if (policy.bandwidths().isEmpty()) {
			throw new InvalidRateLimitException("'" + property + "' has no bandwidths",
					"Set '" + property + ".bandwidths[0].capacity' and '.period'.");
		}
		for (int index = 0; index < policy.bandwidths().size(); index++) {
			check(policy.bandwidths().get(index), property + ".bandwidths[" + index + "]");
		}
	}

	private static void check(BandwidthLimit bandwidth, String property) {
		if (bandwidth.capacity() < 1) {
			throw new InvalidRateLimitException("'" + property + ".capacity' is " + bandwidth.capacity(),
					"Set it to at least 1: the number of calls allowed within the period.");
		}
		if (bandwidth.period().isZero() || bandwidth.period().isNegative()) {
			throw new InvalidRateLimitException("'" + property + ".period' is " + bandwidth.period(),
					"Set it to more than zero, such as 1s, 1m or 1h.");
		}
	}

}
