package io.portfolioplatform.app.performance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.portfolioplatform.app.marketdata.PriceAge;
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
	public PriceSeries closes() {
		return this;
	}

	/**
	 * Finds the longest time in a period for which the price before it was stale.
	 * @param start the end of this day is the start of the period
	 * @param end the last day
	 * @return the time, if there is one
	 */
	Optional<Gap> longestGap(LocalDate start, LocalDate end) {
		List<LocalDate> days = this.prices.days();
		return IntStream.range(1, days.size())
			.mapToObj((at) -> new Gap(days.get(at - 1), days.get(at)))
			.filter((gap) -> gap.next().isAfter(start) && !gap.next().isAfter(end))
			.filter((gap) -> PriceAge.isStale(gap.last(), gap.next().minusDays(1)))
			.max(Comparator.comparingLong((gap) -> ChronoUnit.DAYS.between(gap.last(), gap.next())));
	}

	@Override
	public Stream<Currency> currencies() {
		return this.prices.isEmpty() ? Stream.empty() : Stream.of(this.currency);
	}

	/**
	 * Time without closing prices.
	 *
	 * @param last day of the price before it
	 * @param next day of the price after it
	 */
	record Gap(LocalDate last, LocalDate next) {

		LocalDate firstStaleDay() {
			return this.last.plusDays(PriceAge.FRESH_DAYS + 1L);
		}

	}

}
