package io.portfolioplatform.health.scorecard;

/**
 * Two levels of one metric: what is aimed at, and what wakes someone up.
 *
 * @param objective the level that passes
 * @param alert the level that Prometheus alerts at
 */
public record Threshold(double objective, double alert) {

	/**
	 * Return whether more is better, as with hits of a cache.
	 * @return whether the alert lies below the objective
	 */
	boolean higherIsBetter() {
		return this.alert < this.objective;
	}

	boolean metBy(double value) {
		return higherIsBetter() ? value >= this.objective : value <= this.objective;
	}

	boolean alertsAt(double value) {
		return higherIsBetter() ? value < this.alert : value > this.alert;
	}

}
