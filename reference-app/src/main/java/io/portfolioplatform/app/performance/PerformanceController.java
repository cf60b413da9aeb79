package io.portfolioplatform.app.performance;

import java.time.LocalDate;
import java.util.UUID;

import io.portfolioplatform.app.problem.FieldChecks;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.domain.holding.CostMethod;
import org.jspecify.annotations.Nullable;

import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers what a portfolio held and how it fared.
 */
@RestController
@RequestMapping("/api/portfolios/{id}")
class PerformanceController {

	private final PerformanceService performances;

	private final HoldingsService holdings;

	PerformanceController(PerformanceService performances, HoldingsService holdings) {
		this.performances = performances;
		this.holdings = holdings;
	}

	/**
	 * Returns how a portfolio fared up to today.
	 * @param user the owner
	 * @param id the portfolio
	 * @param range one of 1D, 1W, 1M, YTD, 1Y, 5Y, MAX
	 * @param benchmark symbol of an instrument to compare with
	 * @return figures and series
	 */
	@GetMapping("/performance")
	PerformanceReport performance(UserId user, @PathVariable UUID id, @RequestParam(defaultValue = "1Y") String range,
			@RequestParam(required = false) @Nullable String benchmark) {
		if (benchmark != null) {
			FieldChecks.printable("benchmark", benchmark);
		}
		return this.performances.performance(user.value(), id, PerformanceRange.parse(range), benchmark);
	}

	/**
	 * Returns what a portfolio held.
	 * @param user the owner
	 * @param id the portfolio
	 * @param date the day, by default today
	 * @param costMethod which units a sale takes
	 * @return the holdings
	 */
	@GetMapping("/holdings")
	Holdings holdings(UserId user, @PathVariable UUID id,
			@RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate date,
			@RequestParam(defaultValue = "FIFO") CostMethod costMethod) {
		if (date != null) {
			FieldChecks.day("date", date);
		}
		return this.holdings.holdings(user, id, date, costMethod);
	}

}
