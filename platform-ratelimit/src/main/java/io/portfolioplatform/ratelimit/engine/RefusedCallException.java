package io.portfolioplatform.ratelimit.engine;

import io.portfolioplatform.ratelimit.RateLimitExceededException;

/**
 * A refusal with the decision behind it, for those who answer with more than its time.
 */
public final class RefusedCallException extends RateLimitExceededException {

	private final transient Decision decision;

	/**
	 * Create the exception.
	 * @param decision a decision that blocks
	 */
	public RefusedCallException(Decision decision) {
		super(decision.policy().name(), decision.untilMore());
		this.decision = decision;
	}

	/**
	 * Return the decision.
	 * @return the decision, which blocks
	 */
	public Decision getDecision() {
		return this.decision;
	}

}
