package io.portfolioplatform.ratelimit.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.portfolioplatform.ratelimit.autoconfigure.PlatformRateLimitProperties.BandwidthProperties;
import io.portfolioplatform.ratelimit.autoconfigure.PlatformRateLimitProperties.PolicyProperties;
import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Policy;

/**
 * Reads policies from properties.
 */
final class PropertiesToPolicies {

	private PropertiesToPolicies() {
	}

	static List<Policy> policies(Map<String, PolicyProperties> properties) {
		return properties.entrySet().stream().map((entry) -> policy(entry.getKey(), entry.getValue())).toList();
	}

	private static Policy policy(String name, PolicyProperties properties) {
		Map<String, Limits> plans = new TreeMap<>();
		properties.plans().forEach((plan, limits) -> plans.put(plan, limits(name, limits.bandwidths())));
		return new Policy(name, limits(name, properties.bandwidths()), plans, properties.mode(),
				properties.onRedisLoss(), properties.shadow(), properties.maxLease());
	}

	private static Limits limits(String name, List<BandwidthProperties> bandwidths) {
		return new Limits(name, bandwidths.stream().map(PropertiesToPolicies::limit).toList());
	}

	private static BandwidthLimit limit(BandwidthProperties properties) {
		return new BandwidthLimit(properties.capacity(), properties.period(), properties.refill());
	}

}
