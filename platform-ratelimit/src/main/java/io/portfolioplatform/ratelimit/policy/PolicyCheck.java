package io.portfolioplatform.ratelimit.policy;

/**
 * Refuses policies that cannot work, with the property that is wrong.
 */
final class PolicyCheck {

	/** Redis counts in whole numbers below 2^53, down to units of a second. */
	private static final double MOST_TOKEN_SECONDS = 1L << 50;

	private PolicyCheck() {
	}

	static void check(Policy policy) {
		String property = "platform.ratelimit.policies." + policy.name();
		if (!policy.name().matches("[A-Za-z0-9_-]+")) {
			throw new InvalidRateLimitException("The policy name '" + policy.name() + "' cannot stand in a header",
					"Use letters, digits, '-' and '_' only.");
		}
		check(policy.limits(), property);
		policy.plans().forEach((plan, limits) -> check(limits, property + ".plans." + plan));
		long capacity = policy.largestCost();
		// A lease of one token saves nothing, so there is none.
		if (policy.maxLease() < 0 || policy.maxLease() == 1 || policy.maxLease() > capacity) {
			throw new InvalidRateLimitException("'" + property + ".max-lease' is " + policy.maxLease(),
					"Use at least 2 and at most " + capacity + ", the capacity of '" + policy.name()
							+ "', or remove it: leases then follow the rate.");
		}
	}

	private static void check(Limits limits, String property) {
		if (limits.bandwidths().isEmpty()) {
			throw new InvalidRateLimitException("'" + property + "' has no bandwidths",
					"Set '" + property + ".bandwidths[0].capacity' and '.period'.");
		}
		for (int index = 0; index < limits.bandwidths().size(); index++) {
			check(limits.bandwidths().get(index), property + ".bandwidths[" + index + "]");
		}
	}

	private static void check(BandwidthLimit bandwidth, String property) {
		if (bandwidth.capacity() < 1) {
			throw new InvalidRateLimitException("'" + property + ".capacity' is " + bandwidth.capacity(),
					"Set it to at least 1: the number of calls allowed within the period.");
		}
		if (bandwidth.period().toMillis() < 1) {
			throw new InvalidRateLimitException("'" + property + ".period' is " + bandwidth.period(),
					"Set it to at least 1ms, such as 1s, 1m or 1h.");
		}
		if ((double) bandwidth.capacity() * bandwidth.period().toSeconds() > MOST_TOKEN_SECONDS) {
			throw new InvalidRateLimitException("'" + property + ".capacity' is " + bandwidth.capacity() + " within "
					+ bandwidth.period() + ", which is too much to count",
					"Use a smaller capacity or a shorter period.");
		}
	}

}
