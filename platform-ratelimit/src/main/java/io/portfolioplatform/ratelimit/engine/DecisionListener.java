package io.portfolioplatform.ratelimit.engine;

/**
 * Is told of every decision, on the caller's thread.
 */
@FunctionalInterface
public interface DecisionListener {

	/**
	 * A policy has decided.
	 * @param charge what was decided
	 * @param decision the decision
	 */
	void decided(Charge charge, Decision decision);

}
