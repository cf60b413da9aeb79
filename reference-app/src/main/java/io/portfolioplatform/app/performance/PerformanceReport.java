package io.portfolioplatform.app.performance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.portfolioplatform.app.overview.Figure;
import io.portfolioplatform.app.overview.Percentage;
import io.portfolioplatform.app.overview.Reason;
import org.jspecify.annotations.Nullable;

/**
 * How a portfolio fared over a period.
 *
 * @param range code of the period
 * @param start the period begins at the end of this day
 * @param end last day of the period
 * @param baseCurrency currency of every amount
 * @param value value at the end
 * @param gain growth of the value without what was paid in and taken out
 * @param timeWeighted true time-weighted return over the period
 * @param timeWeightedAnnualized the same as a yearly rate
 * @param moneyWeighted yearly rate by XIRR
 * @param volatility yearly standard deviation of daily returns
 * @param maximumDrawdown deepest fall below an earlier high
 * @param benchmark what to compare with, or {@code null} if none was asked for
 * @param series at most 400 days, evenly spread, the last one among them
 * @param warnings what is left out or doubtful
 */
record PerformanceReport(String range, LocalDate start, LocalDate end, String baseCurrency, Figure value, Figure gain,
		Percentage timeWeighted, Percentage timeWeightedAnnualized, Percentage moneyWeighted, Percentage volatility,
		Percentage maximumDrawdown, @Nullable BenchmarkReport benchmark, List<Point> series, List<Reason> warnings) {

	/**
	 * How a benchmark fared over the same period.
	 *
	 * @param symbol its symbol
	 * @param growth growth of its price
	 * @param excess time-weighted return of the portfolio less that growth, in percentage
	 * points
	 */
	record BenchmarkReport(String symbol, Percentage growth, Percentage excess) {

	}

	/**
	 * Day of the series.
	 *
	 * @param date the day
	 * @param value value of the portfolio
	 * @param growth time-weighted return since the start in percent
	 * @param benchmark growth of the benchmark since the start in percent
	 */
	record Point(LocalDate date, BigDecimal value,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BigDecimal growth,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BigDecimal benchmark) {

	}

}
