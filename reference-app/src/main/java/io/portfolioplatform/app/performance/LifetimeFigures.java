package io.portfolioplatform.app.performance;

import java.time.LocalDate;

import io.portfolioplatform.app.overview.Figure;
import io.portfolioplatform.app.overview.Percentage;

/**
 * How a portfolio fared since its first day.
 *
 * @param since the period begins at the end of this day
 * @param asOf last day of the period
 * @param value value at the end
 * @param gain growth of the value without what was paid in and taken out
 * @param timeWeighted true time-weighted return over the period
 * @param timeWeightedAnnualized the same as a yearly rate
 * @param moneyWeighted yearly rate by XIRR
 * @param volatility yearly standard deviation of daily returns
 * @param maximumDrawdown deepest fall below an earlier high
 */
public record LifetimeFigures(LocalDate since, LocalDate asOf, Figure value, Figure gain, Percentage timeWeighted,
		Percentage timeWeightedAnnualized, Percentage moneyWeighted, Percentage volatility,
		Percentage maximumDrawdown) {

	static LifetimeFigures of(PerformanceReport report) {
		return new LifetimeFigures(report.start(), report.end(), report.value(), report.gain(), report.timeWeighted(),
				report.timeWeightedAnnualized(), report.moneyWeighted(), report.volatility(), report.maximumDrawdown());
	}

}
