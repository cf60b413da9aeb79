package io.portfolioplatform.perf.load;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.portfolioplatform.perf.report.Rounds;

/**
 * What the guide asks of a system under load.
 */
enum Criterion {

	/** Requests without the expected answer. */
	ERRORS("errors", "", "< 1 %", 1, "%.1f %%", (outcome) -> 100 * outcome.errors()),

	/** 95th percentile of the response time. */
	P95("p95", "", "< 500 ms", 500, "%.0f ms", Outcome::p95),

	/** Connections in use, of those that a backend may have. */
	POOL_USE("pool use", ", highest of the looks", "< 80 %", 80, "%.1f %%",
			(outcome) -> 100 * outcome.system().poolUse()),

	/** Reads that were found, of all. */
	HITS("cache hits", ", near or in Redis", "> 80 %", 80, "%.1f %%", (outcome) -> 100 * outcome.system().hitRate()),

	/** How evenly backends were asked. */
	EVENNESS("busiest / idlest", " backend", "< 1.2", 1.2, "%.2f", (outcome) -> outcome.system().unevenness());

	private final String title;

	private final String further;

	private final String wanted;

	private final double limit;

	private final String format;

	@SuppressWarnings("ImmutableEnumChecker") // has no state
	private final ToDoubleFunction<Outcome> figure;

	Criterion(String title, String further, String wanted, double limit, String format,
			ToDoubleFunction<Outcome> figure) {
		this.title = title;
		this.further = further;
		this.wanted = wanted;
		this.limit = limit;
		this.format = format;
		this.figure = figure;
	}

	/**
	 * Return what must not be crossed.
	 * @return the limit, in the unit of the figure
	 */
	double limit() {
		return this.limit;
	}

	/**
	 * Return what was measured.
	 * @param outcome of a step
	 * @return the figure, or {@link Double#NaN} where nobody counted it
	 */
	double of(Outcome outcome) {
		return this.figure.applyAsDouble(outcome);
	}

	boolean keptBy(Outcome outcome) {
		return this.wanted.startsWith("<") ? of(outcome) < this.limit : of(outcome) > this.limit;
	}

	/** What nobody counted is not missed either. */
	private boolean missedBy(Outcome outcome) {
		return !Double.isNaN(of(outcome)) && !keptBy(outcome);
	}

	/**
	 * Write a row of the table of all criteria: the median, the least and the most. It is
	 * reached where each round kept it.
	 * @param rounds outcomes at the same rate
	 * @return the row
	 */
	String row(List<Outcome> rounds) {
		DoubleSummaryStatistics spread = rounds.stream().mapToDouble(this::of).summaryStatistics();
		long missed = rounds.stream().filter((outcome) -> !keptBy(outcome)).count();
		return "| " + this.title + this.further + " | " + format(Rounds.median(rounds, this::of)) + " | "
				+ format(spread.getMin()) + " to " + format(spread.getMax()) + " | " + this.wanted + " | "
				+ ((missed == 0) ? "reached" : "not reached" + in(missed, rounds)) + " |\n";
	}

	private String format(double figure) {
		return String.format(Locale.ROOT, this.format, figure);
	}

	/** Names all criteria. */
	static String all() {
		return Stream.of(values())
			.map((criterion) -> criterion.title + " " + criterion.wanted)
			.collect(Collectors.joining(", "));
	}

	/**
	 * Name the criteria that were missed.
	 * @param rounds outcomes at the same rate
	 * @return their names, with the number of rounds where not all missed them, or a dash
	 */
	static String missed(List<Outcome> rounds) {
		String missed = Stream.of(values())
			.filter((criterion) -> rounds.stream().anyMatch(criterion::missedBy))
			.map((criterion) -> criterion.title + criterion.howOften(rounds))
			.collect(Collectors.joining(", "));
		return missed.isEmpty() ? "-" : missed;
	}

	private String howOften(List<Outcome> rounds) {
		return in(rounds.stream().filter(this::missedBy).count(), rounds);
	}

	private static String in(long some, List<Outcome> rounds) {
		return (some == rounds.size()) ? "" : " in " + some + " of " + rounds.size();
	}

}
