package io.portfolioplatform.perf.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares what was measured just now with what was kept, as ratios to the peer of the
 * same run: absolute figures are those of one machine.
 *
 * @param peer the variant that the others are compared with
 * @param kept scores that were kept
 */
record Guard(String peer, Map<String, List<Score>> kept) {

	private static final double TOLERANCE = 1.2;

	/**
	 * Find what has become worse by more than a fifth.
	 * @param measured scores of the same variants
	 * @return a line for each loss
	 */
	List<String> losses(Map<String, List<Score>> measured) {
		List<String> losses = new ArrayList<>();
		for (String variant : this.kept.keySet()) {
			for (Figure figure : Figure.values()) {
				double before = ratio(this.kept, variant, figure);
				double now = ratio(measured, variant, figure);
				if (!(now <= before * TOLERANCE) && !Double.isNaN(before)) {
					losses.add(String.format(Locale.ROOT, "%s: %.2f times the %s of %s, %.2f before", variant, now,
							figure, this.peer, before));
				}
			}
		}
		return losses;
	}

	private double ratio(Map<String, List<Score>> scores, String variant, Figure figure) {
		return Table.median(scores.getOrDefault(variant, List.of()), figure::of)
				/ Table.median(scores.getOrDefault(this.peer, List.of()), figure::of);
	}

}
