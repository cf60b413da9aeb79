package io.portfolioplatform.health.scorecard;

/**
 * How the younger half of the window compares with the older half.
 */
public enum Trend {

	/** It grew by more than a tenth. */
	RISING,

	/** It shrank by more than a tenth. */
	FALLING,

	/** It changed by a tenth at most. */
	STEADY,

	/** One of the halves has too little to compare. */
	UNKNOWN;

	private static final double NOTICEABLE = 0.1;

	static Trend of(double older, double younger) {
		if (Double.isNaN(older) || Double.isNaN(younger)) {
			return UNKNOWN;
		}
		double change = younger - older;
		if (Math.abs(change) <= NOTICEABLE * Math.max(Math.abs(older), Math.abs(younger))) {
			return STEADY;
		}
		return (change > 0) ? RISING : FALLING;
	}

}
