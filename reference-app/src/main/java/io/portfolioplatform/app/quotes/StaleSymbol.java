package io.portfolioplatform.app.quotes;

import java.time.LocalDate;

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
	 * Alpha Vantage does not say in which currency it quotes: symbols of other exchanges
	 * than those of the United States bear a suffix.
	 * @return the currency, or {@code null} if it cannot be known
	 */
	@Nullable String quotedIn() {
		if (this.currency != null) {
			return this.currency;
		}
		return (this.symbol.indexOf('.') < 0) ? "USD" : null;
	}

}
