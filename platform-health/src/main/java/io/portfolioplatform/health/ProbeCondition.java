package io.portfolioplatform.health;

/**
 * Something a probe depends on besides the states that Spring Boot keeps. A bean of this
 * type takes part in its probe; it answers from memory and never waits.
 */
public interface ProbeCondition {

	/**
	 * Return the probe that depends on this condition.
	 * @return readiness or startup; liveness stops the start
	 */
	Probe probe();

	/**
	 * Look at the condition.
	 * @return whether it is met, and what an operator should know
	 */
	Verdict check();

	/**
	 * The outcome of looking at a condition.
	 *
	 * @param met whether the condition is met
	 * @param reason why it is not, or what is remarkable although it is; may be empty
	 */
	record Verdict(boolean met, String reason) {

		/** The condition is met and nothing is remarkable. */
		public static final Verdict MET = new Verdict(true, "");

	}

}
