package io.portfolioplatform.ratelimit.engine;

import java.time.Duration;

import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Policy;

/**
 * What a policy says of one call.
 *
 * @param policy the policy
 * @param limits the limits of the key's plan
 * @param admitted whether there were tokens for the call
 * @param remainder what is left for the key
 */
public record Decision(Policy policy, Limits limits, boolean admitted, Remainder remainder) {

	/**
	 * Return whether the call must not take place: a policy in shadow never blocks.
	 * @return whether to refuse the call
	 */
	public boolean blocks() {
		return !this.admitted && !this.policy.shadow();
	}

	/**
	 * Return the tokens left for the key.
	 * @return the number of tokens
	 */
	public long remaining() {
		return this.remainder.tokens();
	}

	/**
	 * Return how long until there is a token more, or, if there were none for the call,
	 * until there would be.
	 * @return the time
	 */
	public Duration untilMore() {
		return Duration.ofNanos(this.remainder.nanosUntilMore());
	}

	/**
	 * Return the time until there is more, never too early.
	 * @return seconds, rounded up
	 */
	public long secondsUntilMore() {
		return this.remainder.known().secondsUntilMore();
	}

}
