package io.portfolioplatform.perf.micro;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compares what was measured just now with what was kept: ratios to the peer of the same
 * run that each goal names, and bytes that a variant allocates more than it. How much
 * longer something takes is one machine's and is left out.
 *
 * @param goals whose variants are compared with whom
 * @param kept scores that were kept
 */
record Guard(List<Goal> goals, Map<String, List<Score>> kept) {

	private static final double TOLERANCE = 0.2;

	/**
	 * Find what has become worse by more than a fifth, and goals that are reached in what
	 * was kept and in no round any more.
	 * @param measured scores of the same variants
	 * @return a line for each loss
	 */
	List<String> losses(Map<String, List<Score>> measured) {
		return Stream.concat(grown(measured), missed(measured)).toList();
	}

	/**
	 * Say what is looked at for losses, and which goals are not.
	 * @param measured scores of the same variants
	 * @return a line for each
	 */
	List<String> judged(Map<String, List<Score>> measured) {
		return Stream.concat(comparisons().map((goal) -> String.format(Locale.ROOT, "- %s: %s, at most a fifth more",
				isComparable(goal, measured) ? "checked" : "not checked, nothing to compare", both(goal, measured))),
				this.goals.stream()
					.map((goal) -> String.format(Locale.ROOT, "- %s: `%s` at most %s `%s`", says(goal), goal.variant(),
							goal.beside(goal.atMost()), goal.peer())))
			.toList();
	}

	private String says(Goal goal) {
		if (!holdsElsewhere(goal)) {
			return "not checked, a time of one machine";
		}
		return goal.isReached(this.kept) ? "checked, in one round at least" : "not checked, missed before";
	}

	private Stream<String> grown(Map<String, List<Score>> measured) {
		return comparisons().filter((goal) -> hasGrown(goal, measured)).map((goal) -> both(goal, measured));
	}

	private Stream<String> missed(Map<String, List<Score>> measured) {
		return this.goals.stream()
			.filter(Guard::holdsElsewhere)
			.filter((goal) -> goal.isReached(this.kept) && !goal.isNothing(measured)
					&& goal.isMissedInEveryRound(measured))
			.map((goal) -> String.format(Locale.ROOT, "%s: %s %s, at most %s was reached before", goal.variant(),
					goal.beside(goal.value(measured)), goal.peer(), goal.text(goal.atMost())));
	}

	private String both(Goal goal, Map<String, List<Score>> measured) {
		return String.format(Locale.ROOT, "%s: %s %s, %s before", goal.variant(), goal.beside(goal.value(measured)),
				goal.peer(), goal.text(goal.value(this.kept)));
	}

	private Stream<Goal> comparisons() {
		return this.goals.stream().flatMap(Guard::inEveryFigure).filter(Guard::holdsElsewhere).distinct();
	}

	private static Stream<Goal> inEveryFigure(Goal goal) {
		return Arrays.stream(Figure.values())
			.map((figure) -> new Goal(goal.variant(), figure, goal.peer(), goal.difference(), TOLERANCE));
	}

	private static boolean holdsElsewhere(Goal goal) {
		return !goal.difference() || goal.figure() == Figure.BYTES;
	}

	private boolean hasGrown(Goal goal, Map<String, List<Score>> measured) {
		double before = goal.value(this.kept);
		return isComparable(goal, measured) && !(goal.value(measured) <= before
				+ Math.max(goal.difference() ? Goal.LEAST : 0, TOLERANCE * Math.abs(before)));
	}

	private boolean isComparable(Goal goal, Map<String, List<Score>> measured) {
		return !Double.isNaN(goal.value(this.kept)) && !goal.isNothing(measured);
	}

}
