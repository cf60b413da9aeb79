package io.portfolioplatform.health.scorecard;

import org.jspecify.annotations.Nullable;

/**
 * One line of the scorecard.
 *
 * @param metric what was judged
 * @param subject which of them, such as an endpoint or a cache; empty for the process
 * @param verdict the outcome
 * @param value the number, absent where nothing is known
 * @param objective the level that passes
 * @param alert the level that Prometheus alerts at
 * @param alerting whether the value is beyond that level
 * @param trend where the value is going
 * @param advice what to do; empty unless the objective is missed
 */
public record Score(Metric metric, String subject, Verdict verdict, @Nullable Double value, double objective,
		double alert, boolean alerting, Trend trend, String advice) {

	static Score of(Metric metric, String subject, Threshold threshold, double value, boolean alerting, Trend trend) {
		if (Double.isNaN(value)) {
			return new Score(metric, subject, Verdict.UNKNOWN, null, threshold.objective(), threshold.alert(), false,
					trend, "");
		}
		Verdict verdict = threshold.metBy(value) ? Verdict.PASS : Verdict.FAIL;
		return new Score(metric, subject, verdict, value, threshold.objective(), threshold.alert(), alerting, trend,
				(verdict == Verdict.PASS) ? "" : metric.advice());
	}

	/**
	 * Write the value for people.
	 * @return the number with its unit, or a dash
	 */
	String number() {
		return (this.value != null) ? this.metric.format(this.value) : "-";
	}

	Score about(String otherSubject) {
		return new Score(this.metric, otherSubject, this.verdict, this.value, this.objective, this.alert, this.alerting,
				this.trend, this.advice);
	}

}
