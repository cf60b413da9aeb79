package io.portfolioplatform.perf.micro;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a variant is meant to cost beside a peer.
 *
 * @param variant the variant
 * @param figure what is compared
 * @param peer whom it is compared with
 * @param atMost the largest ratio of the medians that will do
 */
record Goal(String variant, Figure figure, String peer, double atMost) {

	static Goal time(String variant, double atMost, String peer) {
		return new Goal(variant, Figure.TIME, peer, atMost);
	}

	static Goal bytes(String variant, double atMost, String peer) {
		return new Goal(variant, Figure.BYTES, peer, atMost);
	}

	String judge(Map<String, List<Score>> scores) {
		double ratio = Table.median(scores.getOrDefault(this.variant, List.of()), this.figure::of)
				/ Table.median(scores.getOrDefault(this.peer, List.of()), this.figure::of);
		return String.format(Locale.ROOT, "- `%s`: at most %.2f times the %s of `%s`: %.2f, **%s**%n", this.variant,
				this.atMost, this.figure, this.peer, ratio, (ratio <= this.atMost) ? "reached" : "not reached");
	}

}
