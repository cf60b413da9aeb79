package io.portfolioplatform.health.scorecard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

import io.portfolioplatform.health.scorecard.Quantity.Part;

/**
 * Judges the objectives over a sliding window of samples. Totals are compared between the
 * ends of the window, so what happened before it does not count.
 */
public final class Scorecard {

	/** Time from one sample to the next. */
	public static final Duration STEP = Duration.ofSeconds(10);

	private static final int FEWEST_SECONDS = 60;

	private final Supplier<Totals> meters;

	private final Objectives objectives;

	private final Deque<Totals> samples = new ConcurrentLinkedDeque<>();

	/**
	 * Create the scorecard.
	 * @param meters reads the meters
	 * @param objectives what is aimed at
	 */
	public Scorecard(Supplier<Totals> meters, Objectives objectives) {
		this.meters = meters;
		this.objectives = objectives;
	}

	/**
	 * Read the meters once. Called by one thread, every {@link #STEP}.
	 */
	public void sample() {
		Totals now = this.meters.get();
		this.samples.addLast(now);
		while (now.at() - this.samples.getFirst().at() > this.objectives.window().toNanos()) {
			this.samples.removeFirst();
		}
	}

	/**
	 * Judge the window up to this moment.
	 * @return the scorecard
	 */
	public Report report() {
		List<Totals> window = new ArrayList<>(this.samples);
		window.add(this.meters.get());
		Totals now = window.get(window.size() - 1);
		List<Score> scores = new ArrayList<>();
		now.counts()
			.keySet()
			.stream()
			.filter((key) -> key.part() == Part.ALL)
			.sorted(Comparator.comparing(Quantity::metric).thenComparing(Quantity::subject))
			.forEach((key) -> scores.add(judgeShare(key, window)));
		now.levels()
			.keySet()
			.stream()
			.filter((key) -> key.part() == Part.ALL)
			.sorted(Comparator.comparing(Quantity::metric).thenComparing(Quantity::subject))
			.forEach((key) -> scores.add(judgeLevel(key, window)));
		return Report.of(this.objectives, scores);
	}

	private Score judgeShare(Quantity all, List<Totals> window) {
		Totals first = window.get(0);
		Totals middle = window.get(window.size() / 2);
		Totals last = window.get(window.size() - 1);
		double value = share(all, Part.SOME, first, last, minimum(all));
		// Only latency has a second level of its own: another duration for the same
		// share.
		double far = (all.metric() == Metric.SLOW_REQUESTS) ? share(all, Part.FAR, first, last, minimum(all)) : value;
		Trend trend = Trend.of(share(all, Part.SOME, first, middle, minimum(all) / 2),
				share(all, Part.SOME, middle, last, minimum(all) / 2));
		Threshold threshold = this.objectives.threshold(all.metric());
		Score score = Score.of(all.metric(), all.subject(), threshold, value, threshold.alertsAt(far), trend);
		return (all.metric() == Metric.POD_DEMAND) ? score.about(Fleet.describe(last, value)) : score;
	}

	private Score judgeLevel(Quantity key, List<Totals> window) {
		int middle = window.size() / 2;
		double value = average(key, window);
		Trend trend = Trend.of(average(key, window.subList(0, middle)),
				average(key, window.subList(middle, window.size())));
		Threshold threshold = this.objectives.threshold(key.metric());
		return Score.of(key.metric(), key.subject(), threshold, value, threshold.alertsAt(value), trend);
	}

	/**
	 * Some are shares of seconds and not of requests; the start of a JVM is special.
	 */
	private double minimum(Quantity key) {
		return switch (key.metric()) {
			case GC_PAUSE, POD_DEMAND -> FEWEST_SECONDS;
			default -> this.objectives.minRequests();
		};
	}

	/**
	 * What is counted in two places is not read at the same moment, so that a difference
	 * may be a little below zero.
	 */
	private static double share(Quantity all, Part part, Totals from, Totals to, double minimum) {
		double total = to.count(all) - from.count(all);
		Quantity some = new Quantity(all.metric(), all.subject(), part);
		return (total < Math.max(1, minimum)) ? Double.NaN : Math.max(0, to.count(some) - from.count(some)) / total;
	}

	/**
	 * A meter that has no value yet, such as the age of a lease before there is one, is
	 * not a number.
	 */
	private static double average(Quantity key, List<Totals> window) {
		return window.stream()
			.mapToDouble((totals) -> totals.levels().getOrDefault(key, Double.NaN))
			.filter((level) -> !Double.isNaN(level))
			.average()
			.orElse(Double.NaN);
	}

}
