package io.portfolioplatform.health.scorecard;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The whole scorecard: it passes when every line does, fails when one does, and is
 * unknown while requests and errors are.
 *
 * @param verdict the outcome
 * @param window how long the past is that was judged
 * @param latency requests that take longer are slow
 * @param latencyAlert Prometheus alerts at requests that take longer
 * @param scores the lines
 */
public record Report(Verdict verdict, Duration window, Duration latency, Duration latencyAlert, List<Score> scores) {

	static Report of(Objectives objectives, List<Score> scores) {
		boolean failed = scores.stream().anyMatch((score) -> score.verdict() == Verdict.FAIL);
		boolean traffic = scores.stream()
			.anyMatch((score) -> score.metric() == Metric.ERRORS && score.verdict() != Verdict.UNKNOWN);
		Verdict quiet = traffic ? Verdict.PASS : Verdict.UNKNOWN;
		return new Report(failed ? Verdict.FAIL : quiet, objectives.window(), objectives.latency(),
				objectives.latencyAlert(), scores);
	}

	/**
	 * Write the scorecard for people.
	 * @return lines of text
	 */
	public String text() {
		StringBuilder text = new StringBuilder();
		text.append(String.format(Locale.ROOT, "%s over the last %s; slow is longer than %s, alerted at %s%n",
				this.verdict, this.window, this.latency, this.latencyAlert));
		for (Score score : this.scores) {
			text.append(String
				.format(Locale.ROOT, "%-7s %-14s %-40s %9s (objective %s, alert %s, %s) %s%n", score.verdict(),
						score.metric().label(), score.subject(), score.number(),
						score.metric().format(score.objective()), score.metric().format(score.alert()),
						score.trend().name().toLowerCase(Locale.ROOT), score.advice())
				.stripTrailing()).append('\n');
		}
		return text.toString();
	}

}
