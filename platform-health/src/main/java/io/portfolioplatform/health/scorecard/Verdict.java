package io.portfolioplatform.health.scorecard;

/**
 * Outcome of judging one objective.
 */
public enum Verdict {

	/** The objective is met. */
	PASS,

	/** The objective is missed. */
	FAIL,

	/** There is too little to judge by. */
	UNKNOWN

}
