package io.portfolioplatform.ratelimit.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.portfolioplatform.ratelimit.policy.Refill;
import io.portfolioplatform.ratelimit.web.Anonymous;
import io.portfolioplatform.ratelimit.web.RouteKey;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the rate limits.
 *
 * @param enabled Whether limits are enforced
 * @param maxKeys Greatest number of keys remembered for one policy
 * @param policies Policies by name
 * @param routes HTTP routes that a policy limits
 * @param clientIp How the address of a client is found
 */
@ConfigurationProperties("platform.ratelimit")
record PlatformRateLimitProperties(@DefaultValue("true") boolean enabled, @DefaultValue("100000") long maxKeys,
		@DefaultValue Map<String, PolicyProperties> policies, @DefaultValue List<RouteProperties> routes,
		@DefaultValue ClientIpProperties clientIp) {

	/**
	 * A policy.
	 *
	 * @param bandwidths Token buckets, all of which must have a token
	 */
	record PolicyProperties(@DefaultValue List<BandwidthProperties> bandwidths) {

	}

	/**
	 * A token bucket.
	 *
	 * @param capacity Most tokens at a time
	 * @param period Time in which an empty bucket fills
	 * @param refill Whether tokens come back evenly or all at the end of the period
	 */
	record BandwidthProperties(@DefaultValue("0") long capacity, @DefaultValue("0s") Duration period,
			@DefaultValue("greedy") Refill refill) {

	}

	/**
	 * A limited route.
	 *
	 * @param path Path template, such as /api/portfolios/{id}
	 * @param methods HTTP methods, all of them if empty
	 * @param policy Name of the policy
	 * @param key Whom the policy counts
	 * @param anonymous What happens to a request without a user if users are counted
	 * @param cost Tokens that one request takes
	 */
	record RouteProperties(@DefaultValue("") String path, @DefaultValue Set<String> methods,
			@DefaultValue("") String policy, @DefaultValue("principal") RouteKey key,
			@DefaultValue("ip") Anonymous anonymous, @DefaultValue("1") long cost) {

	}

	/**
	 * How the address of a client is found.
	 *
	 * @param trustedProxies Networks of the proxies that append to the header truthfully
	 * @param header Header that the trusted proxies append to
	 */
	record ClientIpProperties(@DefaultValue List<String> trustedProxies,
			@DefaultValue("X-Forwarded-For") String header) {

	}

}
