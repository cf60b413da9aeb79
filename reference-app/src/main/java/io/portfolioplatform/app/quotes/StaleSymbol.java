package io.portfolioplatform.app.quotes;

import java.time.LocalDate;

import io.portfolioplatform.app.marketdata.ImpliedCurrency;
import org.jspecify.annotations.Nullable;

/**
 * Instrument whose last price is too old.
 *
 * @param instrumentId its identifier
 * @param symbol its symbol
 * @param currency currency of its prices, or {@code null} if it is not known yet
 * @param lastDay day of the last price, or {@code null} if there is none
 */
record StaleSymbol(long instrumentId, String symbol, @Nullable String currency, @Nullable LocalDate lastDay) {

	/**
	 * Alpha Vantage does not say in which currency it quotes.
	 * @return the currency, or {@code null} if it cannot be known
	 */
	@Nullable String quotedIn() {
		return (this.currency != null) ? this.currency : ImpliedCurrency.of(this.symbol);
	}

}
