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
 * @param enabled whether limits are enforced
 * @param maxKeys greatest number of keys remembered for one policy
 * @param policies policies by name
 * @param routes HTTP routes that a policy limits
 * @param clientIp how the address of a client is found
 */
@ConfigurationProperties("platform.ratelimit")
record PlatformRateLimitProperties(@DefaultValue("true") boolean enabled, @DefaultValue("100000") long maxKeys,
		@DefaultValue Map<String, PolicyProperties> policies, @DefaultValue List<RouteProperties> routes,
		@DefaultValue ClientIpProperties clientIp) {

	/**
	 * A policy.
	 *
	 * @param bandwidths token buckets, all of which must have a token
	 */
	record PolicyProperties(@DefaultValue List<BandwidthProperties> bandwidths) {

	}

	/**
	 * A token bucket.
	 *
	 * @param capacity most tokens at a time
	 * @param period time in which an empty bucket fills
	 * @param refill whether tokens come back evenly or all at the end of the period
	 */
	record BandwidthProperties(@DefaultValue("0") long capacity, @DefaultValue("0s") Duration period,
			@DefaultValue("greedy") Refill refill) {

	}

	/**
	 * A limited route.
	 *
	 * @param path path template, such as /api/portfolios/{id}
	 * @param methods HTTP methods, all of them if empty
	 * @param policy name of the policy
	 * @param key whom the policy counts
	 * @param anonymous what happens to a request without a user if users are counted
	 * @param cost tokens that one request takes
	 */
	record RouteProperties(@DefaultValue("") String path, @DefaultValue Set<String> methods,
			@DefaultValue("") String policy, @DefaultValue("principal") RouteKey key,
			@DefaultValue("ip") Anonymous anonymous, @DefaultValue("1") long cost) {

	}

	/**
	 * How the address of a client is found.
	 *
	 * @param trustedProxies networks of the proxies that append to the header truthfully
	 * @param header header that the trusted proxies append to
	 */
	record ClientIpProperties(@DefaultValue List<String> trustedProxies,
			@DefaultValue("X-Forwarded-For") String header) {

	}

}
