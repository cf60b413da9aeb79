package io.portfolioplatform.ratelimit;

/**
 * The quotas of {@code platform.ratelimit.quotas} by name.
 */
public interface RateLimiters {

	/**
	 * Return a quota.
	 * @param name its name below {@code platform.ratelimit.quotas}
	 * @return the quota, always the same instance
	 * @throws IllegalArgumentException if there is none of that name
	 */
	RateLimiter get(String name);

}
