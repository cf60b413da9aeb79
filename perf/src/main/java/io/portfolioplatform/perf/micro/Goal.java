package io.portfolioplatform.perf.micro;

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
 * @param atMost the largest ratio or difference of the medians that will do
 */
record Goal(String variant, Figure figure, String peer, boolean difference, double atMost) {

	/** Below one nanosecond or byte a figure is noise. */
	private static final double LEAST = 1;

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
	 * @return the ratio or the difference of the medians, NaN without scores; a peer that
	 * costs nothing counts as one nanosecond or byte
	 */
	double value(Map<String, List<Score>> scores) {
		double own = median(this.variant, scores);
		double other = median(this.peer, scores);
		return this.difference ? own - other : own / Math.max(other, LEAST);
	}

	/** Whether the variant costs nothing that can be told from noise. */
	boolean isNothing(Map<String, List<Score>> scores) {
		return median(this.variant, scores) < LEAST;
	}

	private double median(String name, Map<String, List<Score>> scores) {
		return Rounds.median(scores.getOrDefault(name, List.of()), this.figure::of);
	}

	String judge(Map<String, List<Score>> scores) {
		String goal = this.difference ? String.format(Locale.ROOT, "%.0f %s more than", this.atMost, this.figure.unit())
				: String.format(Locale.ROOT, "%.2f times the %s of", this.atMost, this.figure);
		return judge(goal, value(scores));
	}

	private String judge(String goal, double value) {
		return String.format(Locale.ROOT, "- `%s`: at most %s `%s`: %." + (this.difference ? 0 : 2) + "f, **%s**%n",
				this.variant, goal, this.peer, value, (value <= this.atMost) ? "reached" : "not reached");
	}

}
