package io.portfolioplatform.perf.micro;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.portfolioplatform.perf.cache.CodecBenchmark;
import io.portfolioplatform.perf.report.Rounds;

/**
 * Markdown table of a suite: medians over the rounds, and their ratio to the peer's.
 *
 * @param suite the suite
 * @param scores scores of each variant, one per round
 * @param machine what it was measured on
 */
record Table(Suite suite, Map<String, List<Score>> scores, String machine) {

	String markdown() {
		StringBuilder text = new StringBuilder("| variant | ns | spread | bytes | time / ").append(this.suite.peer())
			.append(" | bytes / ")
			.append(this.suite.peer())
			.append(" |\n|---|---|---|---|---|---|\n");
		this.scores.forEach((variant, rounds) -> text.append(row(variant, rounds)));
		text.append(this.suite.goals().isEmpty() ? "" : "\n");
		this.suite.goals().forEach((goal) -> text.append(goal.judge(this.scores)));
		if (this.suite == Suite.CODEC) {
			text.append("\nBytes written: ").append(CodecBenchmark.sizes()).append(".\n");
		}
		return text.append("\nMedians of ")
			.append(rounds())
			.append(" rounds, each the lower quartile of 20 iterations in a new JVM, on ")
			.append(this.machine)
			.append(".\n")
			.toString();
	}

	private String row(String variant, List<Score> rounds) {
		List<Score> peer = this.scores.getOrDefault(this.suite.peer(), List.of());
		double time = Rounds.median(rounds, Score::time);
		double bytes = Rounds.median(rounds, Score::bytes);
		return String.format(Locale.ROOT, "| %s | %.1f | %.1f to %.1f | %.0f | %.2f | %.2f |%n", variant, time,
				rounds.stream().mapToDouble(Score::time).min().orElse(Double.NaN),
				rounds.stream().mapToDouble(Score::time).max().orElse(Double.NaN), bytes,
				time / Rounds.median(peer, Score::time), bytes / Rounds.median(peer, Score::bytes));
	}

	private int rounds() {
		return this.scores.values().stream().mapToInt(List::size).max().orElse(0);
	}
}
