package io.portfolioplatform.ratelimit;

import java.time.Duration;

/**
 * Thrown instead of a call for which its policy has no tokens left.
 */
public class RateLimitExceededException extends RuntimeException {

	private final String policy;

	private final Duration retryAfter;

	/**
	 * Create the exception.
	 * @param policy the policy that refused
	 * @param retryAfter how long until the call could succeed
	 */
	public RateLimitExceededException(String policy, Duration retryAfter) {
		super("Rate limit '" + policy + "' exceeded");
		this.policy = policy;
		this.retryAfter = retryAfter;
	}

	/**
	 * Return the policy that refused the call.
	 * @return the policy's name
	 */
	public String getPolicy() {
		return this.policy;
	}

	/**
	 * Return how long to wait until the call could succeed.
	 * @return the time to wait
	 */
	public Duration getRetryAfter() {
		return this.retryAfter;
	}

}
