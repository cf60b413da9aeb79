package io.portfolioplatform.perf.autoscale;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Decides the number of pods as the HorizontalPodAutoscaler does every 15 s: the ratio of
 * use to target with a tolerance of a tenth, the most cautious recommendation of the
 * stabilization window, and no more change than the policies allow
 * (kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale).
 */
final class Autoscaler {

	/** Seconds from one decision to the next. */
	static final int PERIOD = 15;

	private static final double TOLERANCE = 0.1;

	private final Scaling scaling;

	private final Deque<Sample> recommendations = new ArrayDeque<>();

	private final Deque<Sample> history = new ArrayDeque<>();

	Autoscaler(Scaling scaling) {
		this.scaling = scaling;
	}

	/**
	 * Decide.
	 * @param second the time
	 * @param pods pods that exist
	 * @param ready pods that are ready, whose use counts
	 * @param use CPU use of the ready ones, as a share of what they request
	 * @return pods that should exist
	 */
	int decide(int second, int pods, int ready, double use) {
		double ratio = use / this.scaling.target();
		int wanted = (Math.abs(ratio - 1) <= TOLERANCE) ? pods : (int) Math.ceil(ready * ratio);
		if (ratio > 1) {
			// Pods that are not ready count as idle, so that starting does not multiply.
			wanted = Math.max(pods, wanted);
		}
		this.recommendations.addLast(new Sample(second, wanted));
		this.history.addLast(new Sample(second, pods));
		int next = (wanted > pods) ? up(second, pods) : down(second, pods);
		return Math.min(this.scaling.max(), Math.max(this.scaling.min(), next));
	}

	private int up(int second, int pods) {
		int lowest = this.recommendations.stream()
			.filter((sample) -> sample.second() > second - this.scaling.upWindow())
			.mapToInt(Sample::pods)
			.min()
			.orElse(pods);
		int before = before(second, this.scaling.upPeriod(), pods);
		int most = Math.max(before + this.scaling.upPods(),
				(int) Math.ceil(before * (1 + this.scaling.upPercent() / 100.0)));
		return Math.max(pods, Math.min(lowest, most));
	}

	private int down(int second, int pods) {
		int highest = this.recommendations.stream()
			.filter((sample) -> sample.second() > second - this.scaling.downWindow())
			.mapToInt(Sample::pods)
			.max()
			.orElse(pods);
		int before = before(second, this.scaling.downPeriod(), pods);
		int fewest = (int) (before * (1 - this.scaling.downPercent() / 100.0));
		return Math.min(pods, Math.max(highest, fewest));
	}

	private int before(int second, int period, int pods) {
		return this.history.stream()
			.filter((sample) -> sample.second() > second - period)
			.findFirst()
			.map(Sample::pods)
			.orElse(pods);
	}

	/**
	 * A number of pods at a time.
	 *
	 * @param second when
	 * @param pods how many
	 */
	private record Sample(int second, int pods) {

	}

}
