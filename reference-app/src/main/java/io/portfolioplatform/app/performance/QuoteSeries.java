package io.portfolioplatform.app.performance;

import java.time.LocalDate;
import java.util.Currency;
import java.util.stream.Stream;

import io.portfolioplatform.domain.holding.Quote;
import org.jspecify.annotations.Nullable;

/**
 * Prices of one instrument.
 */
interface QuoteSeries {

	/**
	 * Returns the last price on or before a day, however old.
	 * @param day the day
	 * @return the price, {@code null} if there is none
	 */
	@Nullable Quote on(LocalDate day);

	boolean hasQuoteOf(LocalDate day);

	PriceSeries closes();

	Stream<Currency> currencies();

}
