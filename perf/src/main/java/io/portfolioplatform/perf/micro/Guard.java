package io.portfolioplatform.perf.micro;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares what was measured just now with what was kept, as ratios to the peer of the
 * same run that each goal names: absolute figures are those of one machine.
 *
 * @param goals what is compared; those that are no ratios are left out
 * @param kept scores that were kept
 */
record Guard(List<Goal> goals, Map<String, List<Score>> kept) {

	private static final double TOLERANCE = 1.2;

	/**
	 * Find what has become worse by more than a fifth.
	 * @param measured scores of the same variants
	 * @return a line for each loss
	 */
	List<String> losses(Map<String, List<Score>> measured) {
		return this.goals.stream()
			.filter((goal) -> !goal.difference())
			.filter((goal) -> !(goal.value(measured) <= goal.value(this.kept) * TOLERANCE))
			.map((goal) -> String.format(Locale.ROOT, "%s: %.2f times the %s of %s, %.2f before", goal.variant(),
					goal.value(measured), goal.figure(), goal.peer(), goal.value(this.kept)))
			.toList();
	}

}
