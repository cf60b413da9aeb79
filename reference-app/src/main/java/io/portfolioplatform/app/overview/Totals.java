package io.portfolioplatform.app.overview;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Totals of the overview's query, in the base currency; {@code null} means unknown.
 *
 * @param base the base currency
 * @param cashKnown whether the cash of every account that tracks it is known
 * @param untracked names of the accounts that do not track their cash
 * @param invested net amount paid in
 * @param liabilities what is owed
 * @param dividends dividends received
 * @param fees fees paid
 * @param firstActivity day of the first activity
 * @param future number of activities after the day
 * @param currenciesWithoutRate currencies that could not be converted
 */
record Totals(String base, boolean cashKnown, List<String> untracked, @Nullable BigDecimal invested,
		@Nullable BigDecimal liabilities, @Nullable BigDecimal dividends, @Nullable BigDecimal fees,
		@Nullable LocalDate firstActivity, long future, List<String> currenciesWithoutRate) {

}
