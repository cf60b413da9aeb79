package io.portfolioplatform.ratelimit.engine;

import java.time.Duration;

import io.portfolioplatform.ratelimit.policy.Policy;

/**
 * What a policy says of one call.
 *
 * @param policy the policy
 * @param admitted whether the call may pass
 * @param remaining tokens left for the key
 * @param untilMore how long until there is a token more, or, if the call was refused,
 * until it would be admitted
 */
public record Decision(Policy policy, boolean admitted, long remaining, Duration untilMore) {

	/**
	 * Return the time until there is more, never too early.
	 * @return seconds, rounded up
	 */
	public long secondsUntilMore() {
		return this.untilMore.plusNanos(999_999_999).toSeconds();
	}

}
