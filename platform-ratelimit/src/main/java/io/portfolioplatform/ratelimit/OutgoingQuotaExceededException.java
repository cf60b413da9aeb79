package io.portfolioplatform.ratelimit;

import java.time.Duration;

/**
 * Thrown instead of a call to someone else whose quota has nothing free in time.
 */
public class OutgoingQuotaExceededException extends RateLimitExceededException {

	/**
	 * Create the exception.
	 * @param quota the quota's name
	 * @param retryAfter how long until a call may be made
	 */
	public OutgoingQuotaExceededException(String quota, Duration retryAfter) {
		super(quota, retryAfter);
	}

}
