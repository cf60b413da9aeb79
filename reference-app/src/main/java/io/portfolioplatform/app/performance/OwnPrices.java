package io.portfolioplatform.app.performance;

import java.time.LocalDate;
import java.util.Currency;
import java.util.stream.Stream;

import io.portfolioplatform.domain.TimeSeries;
import io.portfolioplatform.domain.holding.Quote;
import org.jspecify.annotations.Nullable;

/**
 * What a user paid or got for an instrument that is kept by hand.
 *
 * @param quotes the prices
 */
record OwnPrices(TimeSeries<Quote> quotes) implements QuoteSeries {

	@Override
	public @Nullable Quote on(LocalDate day) {
		return this.quotes.on(day);
	}

	@Override
	public boolean hasQuoteOf(LocalDate day) {
		return this.quotes.hasValueOf(day);
	}

	@Override
	public Stream<Currency> currencies() {
		return this.quotes.values().stream().map((quote) -> quote.price().currency());
	}

}
