package io.portfolioplatform.app.overview;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Answer of {@code GET /api/dashboard/overview}.
 *
 * @param baseCurrency ISO 4217 code of every figure
 * @param asOf day the figures are of
 * @param stale whether a market price is so old that the figures may mislead; a warning
 * names it
 * @param netWorth what is owned, less what is owed
 * @param cash cash of the accounts that track it
 * @param liabilities what is owed
 * @param investedCapital what was paid in less what was taken out, at the rates of its
 * days
 * @param gain net worth less invested capital
 * @param gainPercent gain in percent of invested capital
 * @param dividends dividends received so far, before fees, except from what is left out
 * @param fees fees paid so far, except for what is left out
 * @param firstActivity day of the first activity, or {@code null} if there is none
 * @param allocation what the assets consist of
 * @param topHoldings the most valuable holdings, then those without a value
 * @param warnings what is missing or doubtful in the figures
 */
public record Overview(String baseCurrency, LocalDate asOf, boolean stale, Figure netWorth, Figure cash,
		Figure liabilities, Figure investedCapital, Figure gain, Percentage gainPercent, Figure dividends, Figure fees,
		@Nullable LocalDate firstActivity, Allocation allocation, List<Holding> topHoldings, List<Reason> warnings) {

}
