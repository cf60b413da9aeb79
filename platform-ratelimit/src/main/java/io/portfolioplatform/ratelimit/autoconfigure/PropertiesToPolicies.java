package io.portfolioplatform.ratelimit.autoconfigure;

import java.util.List;
import java.util.Map;

import io.portfolioplatform.ratelimit.autoconfigure.PlatformRateLimitProperties.BandwidthProperties;
import io.portfolioplatform.ratelimit.autoconfigure.PlatformRateLimitProperties.PolicyProperties;
import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Policies;
import io.portfolioplatform.ratelimit.policy.Policy;

/**
 * Reads policies from properties.
 */
final class PropertiesToPolicies {

	private PropertiesToPolicies() {
	}

	static Policies policies(PlatformRateLimitProperties properties) {
		return new Policies(properties.policies().entrySet().stream().map(PropertiesToPolicies::policy).toList());
	}

	private static Policy policy(Map.Entry<String, PolicyProperties> entry) {
		List<BandwidthLimit> bandwidths = entry.getValue()
			.bandwidths()
			.stream()
			.map(PropertiesToPolicies::limit)
			.toList();
		return new Policy(entry.getKey(), bandwidths);
	}

	private static BandwidthLimit limit(BandwidthProperties properties) {
		return new BandwidthLimit(properties.capacity(), properties.period(), properties.refill());
	}

}
