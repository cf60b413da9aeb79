package io.portfolioplatform.app.marketdata;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is known about an instrument that is traded on a market.
 *
 * @param symbol its symbol
 * @param name its name
 * @param currency currency of its prices, or {@code null} if no source of prices is known
 * @param assetClass its asset class
 * @param stale whether the last close is more than five days old, or there is none
 * @param closes closing prices as quoted, the last trading day first
 */
record MarketData(String symbol, String name, @Nullable String currency, @Nullable String assetClass, boolean stale,
		List<Close> closes) {

	/**
	 * Closing price.
	 *
	 * @param asOf the trading day
	 * @param price the price
	 * @param fetchedAt when it was fetched, or {@code null} if it came with the
	 * application
	 */
	record Close(LocalDate asOf, BigDecimal price, @Nullable OffsetDateTime fetchedAt) {

	}

}
