package io.portfolioplatform.app.performance;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.UnaryOperator;

import io.portfolioplatform.app.problem.BadFieldException;

/**
 * Periods that end today.
 */
enum PerformanceRange {

	ONE_DAY("1D", (end) -> end.minusDays(1)), ONE_WEEK("1W", (end) -> end.minusWeeks(1)),
	ONE_MONTH("1M", (end) -> end.minusMonths(1)), YEAR_TO_DATE("YTD", (end) -> end.withDayOfYear(1).minusDays(1)),
	ONE_YEAR("1Y", (end) -> end.minusYears(1)), FIVE_YEARS("5Y", (end) -> end.minusYears(5)),
	MAXIMUM("MAX", (end) -> LocalDate.MIN);

	private final String code;

	@SuppressWarnings("ImmutableEnumChecker") // a lambda without state
	private final UnaryOperator<LocalDate> start;

	PerformanceRange(String code, UnaryOperator<LocalDate> start) {
		this.code = code;
		this.start = start;
	}

	String code() {
		return this.code;
	}

	/**
	 * Returns the day at whose end the period starts: not before everything else, so that
	 * years without a portfolio do not count.
	 * @param end the last day
	 * @param first day of the first activity
	 * @return a day before the last one
	 */
	LocalDate start(LocalDate end, LocalDate first) {
		LocalDate start = this.start.apply(end);
		LocalDate earliest = first.minusDays(1);
		return start.isBefore(earliest) ? earliest : start;
	}

	static PerformanceRange parse(String code) {
		return Arrays.stream(values())
			.filter((range) -> range.code.equalsIgnoreCase(code))
			.findFirst()
			.orElseThrow(() -> new BadFieldException("range", code,
					"must be one of " + Arrays.stream(values()).map(PerformanceRange::code).toList()));
	}

}
