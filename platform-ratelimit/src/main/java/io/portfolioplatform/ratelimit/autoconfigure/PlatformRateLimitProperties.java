package io.portfolioplatform.ratelimit.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.portfolioplatform.ratelimit.key.ClientIp;
import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;
import io.portfolioplatform.ratelimit.policy.Mode;
import io.portfolioplatform.ratelimit.policy.OnRedisLoss;
import io.portfolioplatform.ratelimit.policy.Refill;
import io.portfolioplatform.ratelimit.quota.OnStoreLoss;
import io.portfolioplatform.ratelimit.web.Anonymous;
import io.portfolioplatform.ratelimit.web.RouteKey;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Settings of the rate limits.
 *
 * @param enabled Whether limits are enforced
 * @param maxKeys Greatest number of keys remembered for one policy
 * @param policies Policies by name
 * @param routes HTTP routes that a policy limits
 * @param clientIp How the address of a client is found
 * @param namespace Tells applications on one Redis apart, spring.application.name if
 * empty
 * @param redis How Redis is asked
 * @param quotas Quotas for outgoing calls by name
 * @param apiKeyHeader Header of which the key api-key counts the values
 * @param reload Where changed policies are read from while the application runs
 */
@ConfigurationProperties(prefix = PlatformRateLimitProperties.PREFIX, ignoreUnknownFields = false)
record PlatformRateLimitProperties(@DefaultValue("true") boolean enabled, @DefaultValue("100000") long maxKeys,
		@DefaultValue Map<String, PolicyProperties> policies, @DefaultValue List<RouteProperties> routes,
		@DefaultValue ClientIpProperties clientIp, @DefaultValue("") String namespace,
		@DefaultValue RedisProperties redis, @DefaultValue Map<String, QuotaProperties> quotas,
		@DefaultValue("X-API-Key") String apiKeyHeader, @DefaultValue ReloadProperties reload) {

	static final String PREFIX = "platform.ratelimit";

	PlatformRateLimitProperties {
		check("max-keys", maxKeys, maxKeys >= 1, "Set it to at least 1: with fewer, limits forget whom they count.");
		check("api-key-header", apiKeyHeader, !apiKeyHeader.isBlank(), "Name a header, such as X-API-Key.");
	}

	private static void check(String property, Object value, boolean valid, String cure) {
		if (!valid) {
			throw new InvalidRateLimitException("'" + PREFIX + "." + property + "' is '" + value + "'", cure);
		}
	}

	String namespace(Environment environment) {
		if (!this.namespace.isEmpty()) {
			return this.namespace;
		}
		String application = environment.getProperty("spring.application.name");
		return StringUtils.hasText(application) ? application : "application";
	}

	/**
	 * A policy.
	 *
	 * @param bandwidths Token buckets, all of which must have a token
	 * @param mode How processes share the limit where there is Redis
	 * @param onRedisLoss What to do while Redis does not answer
	 * @param shadow Whether to decide and count, but never to refuse
	 * @param maxLease Most tokens that one process reserves for one key, 0 for a lease
	 * that follows the rate
	 * @param plans Other limits for the users of a plan, by its name
	 */
	record PolicyProperties(@DefaultValue List<BandwidthProperties> bandwidths, @DefaultValue("exact") Mode mode,
			@DefaultValue("local") OnRedisLoss onRedisLoss, @DefaultValue("false") boolean shadow,
			@DefaultValue("0") long maxLease, @DefaultValue Map<String, PlanProperties> plans) {

	}

	/**
	 * A plan.
	 *
	 * @param bandwidths Token buckets, all of which must have a token
	 */
	record PlanProperties(@DefaultValue List<BandwidthProperties> bandwidths) {

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
	 * @param anonymous What happens to a request that has no key
	 * @param cost Tokens that one request takes
	 * @param expression SpEL expression whose value is the key, such as
	 * header('X-Device')
	 */
	record RouteProperties(@DefaultValue("") String path, @DefaultValue Set<String> methods,
			@DefaultValue("") String policy, @DefaultValue("principal") RouteKey key,
			@DefaultValue("ip") Anonymous anonymous, @DefaultValue("1") long cost,
			@DefaultValue("") String expression) {

	}

	/**
	 * How the address of a client is found.
	 *
	 * @param trustedProxies Networks of the proxies that append to the header truthfully
	 * @param header Header that the trusted proxies append to
	 */
	record ClientIpProperties(@DefaultValue List<String> trustedProxies,
			@DefaultValue("X-Forwarded-For") String header) {

		ClientIpProperties {
			check("client-ip.header", header, !header.isBlank(), "Name a header, such as X-Forwarded-For.");
			check("client-ip.header", header, !header.equalsIgnoreCase("Forwarded"),
					"Name a header that is a list of addresses, such as X-Forwarded-For: Forwarded is not.");
		}

		ClientIp rule() {
			return new ClientIp(this.trustedProxies, this.header);
		}

	}

	/**
	 * Where changed policies are read from while the application runs.
	 *
	 * @param file YAML file whose policies override the others, none if empty
	 * @param interval Time between two looks at the file
	 */
	record ReloadProperties(@DefaultValue("") String file, @DefaultValue("10s") Duration interval) {

		ReloadProperties {
			check("reload.interval", interval, interval.toMillis() >= 1, "Set it to at least 1ms, such as 10s.");
		}

	}

	/**
	 * How Redis is asked.
	 *
	 * @param timeout Longest wait of a decision for Redis
	 */
	record RedisProperties(@DefaultValue("40ms") Duration timeout) {

		RedisProperties {
			check("redis.timeout", timeout, timeout.toMillis() >= 1,
					"Set it to at least 1ms: without waiting for Redis no decision is shared.");
		}

	}

	/**
	 * A quota for outgoing calls.
	 *
	 * @param windows Sliding windows, all of which must have room
	 * @param store Where calls are remembered
	 * @param onStoreLoss What is allowed while the store cannot be reached
	 */
	record QuotaProperties(@DefaultValue List<WindowProperties> windows, @DefaultValue("auto") QuotaStore store,
			@DefaultValue("refuse") OnStoreLoss onStoreLoss) {

	}

	/**
	 * A window of a quota.
	 *
	 * @param limit Most calls within the period
	 * @param period Length of the window
	 */
	record WindowProperties(@DefaultValue("0") int limit, @DefaultValue("0s") Duration period) {

	}

}
