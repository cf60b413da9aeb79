package io.portfolioplatform.perf.micro;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.portfolioplatform.perf.report.Rounds;

/**
 * What a variant is meant to cost beside a peer.
 *
 * @param variant the variant
 * @param figure what is compared
 * @param peer whom it is compared with
 * @param difference whether it is what the variant costs more that counts, and not the
 * ratio
 * @param atMost the largest ratio or difference that will do, by the median of the rounds
 */
record Goal(String variant, Figure figure, String peer, boolean difference, double atMost) {

	/** Below one nanosecond or byte a figure is noise. */
	static final double LEAST = 1;

	static Goal time(String variant, double atMost, String peer) {
		return new Goal(variant, Figure.TIME, peer, false, atMost);
	}

	static Goal bytes(String variant, double atMost, String peer) {
		return new Goal(variant, Figure.BYTES, peer, false, atMost);
	}

	static Goal nanosMore(String variant, double atMost, String peer) {
		return new Goal(variant, Figure.TIME, peer, true, atMost);
	}

	static Goal bytesMore(String variant, double atMost, String peer) {
		return new Goal(variant, Figure.BYTES, peer, true, atMost);
	}

	/**
	 * Return what the variant costs beside the peer.
	 * @param scores scores of both
	 * @return the median of the ratios or differences within each round, NaN without
	 * scores; a peer that costs nothing counts as one nanosecond or byte
	 */
	double value(Map<String, List<Score>> scores) {
		return Rounds.median(rounds(scores), (value) -> value);
	}

	boolean isReached(Map<String, List<Score>> scores) {
		return value(scores) <= this.atMost;
	}

	/** Whether not even one round reaches it. */
	boolean isMissedInEveryRound(Map<String, List<Score>> scores) {
		List<Double> rounds = rounds(scores);
		return !rounds.isEmpty() && rounds.stream().allMatch((value) -> value > this.atMost);
	}

	/** Whether the variant costs nothing that can be told from noise. */
	boolean isNothing(Map<String, List<Score>> scores) {
		return Rounds.median(scores.getOrDefault(this.variant, List.of()), this.figure::of) < LEAST;
	}

	private List<Double> rounds(Map<String, List<Score>> scores) {
		return Rounds.within(scores.getOrDefault(this.variant, List.of()), scores.getOrDefault(this.peer, List.of()),
				this.figure::of, (own, other) -> this.difference ? own - other : own / Math.max(other, LEAST));
	}

	String judge(Map<String, List<Score>> scores) {
		List<Double> rounds = rounds(scores);
		return String.format(Locale.ROOT, "- `%s`: at most %s `%s`: %s%s, **%s**%s%n", this.variant,
				beside(this.atMost), this.peer, text(value(scores)), spread(rounds),
				isReached(scores) ? "reached" : "not reached", doubt(rounds));
	}

	/**
	 * Say what a value means.
	 * @param value a ratio or a difference
	 * @return such as {@code 0.40 times the time of}
	 */
	String beside(double value) {
		return this.difference ? text(value) + " " + this.figure.unit() + " more than"
				: text(value) + " times the " + this.figure + " of";
	}

	private String spread(List<Double> rounds) {
		return (rounds.size() < 2) ? ""
				: " (" + text(Collections.min(rounds)) + " to " + text(Collections.max(rounds)) + ")";
	}

	private String doubt(List<Double> rounds) {
		long good = rounds.stream().filter((value) -> value <= this.atMost).count();
		return (good == 0 || good == rounds.size()) ? ""
				: ", undecided: " + good + " of " + rounds.size() + " rounds reach it";
	}

	String text(double value) {
		return String.format(Locale.ROOT, this.difference ? "%.0f" : "%.2f", value);
	}

}
