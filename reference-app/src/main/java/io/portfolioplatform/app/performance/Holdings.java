package io.portfolioplatform.app.performance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import io.portfolioplatform.app.overview.Figure;
import io.portfolioplatform.app.overview.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What a portfolio held at the end of a day.
 *
 * @param date the day
 * @param baseCurrency currency of every amount without one of its own
 * @param costMethod which units a sale takes: FIFO or AVERAGE
 * @param netWorth holdings and cash less what is owed
 * @param cash cash of the accounts that track it
 * @param liabilities what is owed
 * @param investedCapital what was paid in less what was taken out
 * @param realisedGain gain of what was sold up to the day
 * @param dividends dividends up to the day, before fees
 * @param fees fees up to the day
 * @param holdings the holdings, most valuable first
 * @param warnings what is left out or doubtful
 */
record Holdings(LocalDate date, String baseCurrency, String costMethod, Figure netWorth, Figure cash,
		Figure liabilities, Figure investedCapital, Figure realisedGain, Figure dividends, Figure fees,
		List<Held> holdings, List<Reason> warnings) {

	/**
	 * One holding.
	 *
	 * @param symbol its symbol
	 * @param name its name
	 * @param assetClass its asset class
	 * @param quantity units
	 * @param price last price as quoted
	 * @param currency currency of the price
	 * @param priceDate day of the price
	 * @param stale whether that is so long before the day that the price may mislead
	 * @param value value in the base currency
	 * @param cost what the units cost in the base currency, with fees
	 * @param unrealisedGain value less cost
	 * @param weight fraction of all holdings with four decimals
	 * @param acquired day of the oldest unit
	 */
	record Held(String symbol, String name, @Nullable String assetClass, BigDecimal quantity, BigDecimal price,
			String currency, LocalDate priceDate, boolean stale, Figure value, Figure cost, Figure unrealisedGain,
			@Nullable BigDecimal weight, LocalDate acquired) {

	}

}
