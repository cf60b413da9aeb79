package io.portfolioplatform.app.performance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.stream.Stream;

import io.portfolioplatform.domain.TimeSeries;
import io.portfolioplatform.domain.holding.Quote;
import io.portfolioplatform.domain.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * All closing prices of an instrument.
 *
 * @param currency their currency
 * @param prices the prices
 */
record PriceSeries(Currency currency, TimeSeries<BigDecimal> prices) implements QuoteSeries {

	@Override
	public @Nullable Quote on(LocalDate day) {
		int last = this.prices.indexOn(day);
		return (last >= 0)
				? new Quote(new Money(this.prices.values().get(last), this.currency), this.prices.days().get(last))
				: null;
	}

	@Override
	public boolean hasQuoteOf(LocalDate day) {
		return this.prices.hasValueOf(day);
	}

	@Override
	public Stream<Currency> currencies() {
		return this.prices.isEmpty() ? Stream.empty() : Stream.of(this.currency);
	}

}
