package io.portfolioplatform.perf.micro;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compares what was measured just now with what was kept, as ratios to the peer of the
 * same run that each goal names: absolute figures are those of one machine.
 *
 * @param goals whose variants are compared with whom, in every figure; those that are no
 * ratios are left out
 * @param kept scores that were kept
 */
record Guard(List<Goal> goals, Map<String, List<Score>> kept) {

	private static final double TOLERANCE = 1.2;

	/**
	 * Find what has become worse by more than a fifth, and goals that are reached in what
	 * was kept and in no round any more.
	 * @param measured scores of the same variants
	 * @return a line for each loss
	 */
	List<String> losses(Map<String, List<Score>> measured) {
		return Stream.concat(grown(measured), missed(measured)).toList();
	}

	private Stream<String> grown(Map<String, List<Score>> measured) {
		return ratios().flatMap(Guard::inEveryFigure)
			.distinct()
			.filter((ratio) -> hasGrown(ratio, measured))
			.map((ratio) -> String.format(Locale.ROOT, "%s: %.2f times the %s of %s, %.2f before", ratio.variant(),
					ratio.value(measured), ratio.figure(), ratio.peer(), ratio.value(this.kept)));
	}

	private Stream<String> missed(Map<String, List<Score>> measured) {
		return ratios().filter(
				(goal) -> goal.isReached(this.kept) && !goal.isNothing(measured) && goal.isMissedInEveryRound(measured))
			.map((goal) -> String.format(Locale.ROOT, "%s: %.2f times the %s of %s, at most %.2f was reached before",
					goal.variant(), goal.value(measured), goal.figure(), goal.peer(), goal.atMost()));
	}

	private Stream<Goal> ratios() {
		return this.goals.stream().filter((goal) -> !goal.difference());
	}

	private static Stream<Goal> inEveryFigure(Goal goal) {
		return Arrays.stream(Figure.values())
			.map((figure) -> new Goal(goal.variant(), figure, goal.peer(), false, TOLERANCE));
	}

	private boolean hasGrown(Goal ratio, Map<String, List<Score>> measured) {
		double before = ratio.value(this.kept);
		return !Double.isNaN(before) && !ratio.isNothing(measured) && !(ratio.value(measured) <= before * TOLERANCE);
	}

}
