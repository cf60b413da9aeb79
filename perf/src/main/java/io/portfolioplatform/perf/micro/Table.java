package io.portfolioplatform.perf.micro;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.portfolioplatform.perf.report.Rounds;

/**
 * Markdown table of a suite: medians over the rounds, and of the ratios to the peer
 * within each round.
 *
 * @param suite the suite
 * @param scores scores of each variant, one per round
 * @param how how and on what it was measured, from {@code Medians of} on
 */
record Table(Suite suite, Map<String, List<Score>> scores, String how) {

	private static final String HOW = "Medians of ";

	/**
	 * Return the table of what has just been measured.
	 * @param suite the suite
	 * @param scores scores of each variant
	 * @param machine what it was measured on
	 * @return the table
	 */
	static Table measured(Suite suite, Map<String, List<Score>> scores, String machine) {
		int rounds = scores.values().stream().mapToInt(List::size).max().orElse(0);
		return new Table(suite, scores,
				HOW + rounds + " rounds, each the lower quartile of 20 iterations in a new JVM, on " + machine + ".\n"
						+ (suite.note().isEmpty() ? "" : "\n" + suite.note() + "\n"));
	}

	/**
	 * Return a table that was written before, to be written anew from its scores.
	 * @param suite the suite
	 * @param scores scores of each variant
	 * @param before the Markdown as it was: what it says of how it was measured stays
	 * @return the table
	 */
	static Table anew(Suite suite, Map<String, List<Score>> scores, String before) {
		return new Table(suite, scores, before.substring(before.lastIndexOf(HOW)));
	}

	String markdown() {
		StringBuilder text = new StringBuilder("| variant | ns | spread | bytes | time / ").append(this.suite.peer())
			.append(" | bytes / ")
			.append(this.suite.peer())
			.append(" |\n|---|---|---|---|---|---|\n");
		this.scores.forEach((variant, rounds) -> text.append(row(variant, rounds)));
		text.append(this.suite.goals().isEmpty() ? "" : "\n");
		this.suite.goals().forEach((goal) -> text.append(goal.judge(this.scores)));
		return text.append("\nRatios and differences are medians of those of each round. ").append(this.how).toString();
	}

	private String row(String variant, List<Score> rounds) {
		List<Score> peer = this.scores.getOrDefault(this.suite.peer(), List.of());
		return String.format(Locale.ROOT, "| %s | %.1f | %.1f to %.1f | %.0f | %s | %s |%n", variant,
				Rounds.median(rounds, Score::time), rounds.stream().mapToDouble(Score::time).min().orElse(Double.NaN),
				rounds.stream().mapToDouble(Score::time).max().orElse(Double.NaN), Rounds.median(rounds, Score::bytes),
				ratio(rounds, peer, Figure.TIME), ratio(rounds, peer, Figure.BYTES));
	}

	/** Nothing is a multiple of what costs nothing. */
	private static String ratio(List<Score> rounds, List<Score> peer, Figure figure) {
		return (Rounds.median(peer, figure::of) < Goal.LEAST) ? "-" : String.format(Locale.ROOT, "%.2f",
				Rounds.median(Rounds.within(rounds, peer, figure::of, (own, other) -> own / other), (ratio) -> ratio));
	}

}
