package io.portfolioplatform.app.performance;

import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import java.util.stream.Stream;

import io.portfolioplatform.domain.holding.Quote;
import org.jspecify.annotations.Nullable;

/**
 * What a user paid or got for an instrument, which counts until the next closing price:
 * for ever, if it is kept by hand. A closing price counts in units of after the user's
 * splits.
 *
 * @param trades the user's prices and splits
 * @param closes the closing prices
 */
record OwnPrices(OwnTrades trades, PriceSeries closes) implements QuoteSeries {

	@Override
	public @Nullable Quote on(LocalDate day) {
		Quote close = this.closes.on(day);
		Quote own = this.trades.quotes().on(day);
		if (close == null || (own != null && own.asOf().isAfter(close.asOf()))) {
			return own;
		}
		return this.trades.splits().apply(close, day);
	}

	@Override
	public boolean hasQuoteOf(LocalDate day) {
		return this.closes.hasQuoteOf(day) || this.trades.quotes().hasValueOf(day)
				|| this.trades.splits().accounts().hasValueOf(day);
	}

	@Override
	public Stream<Currency> currencies() {
		return Stream.concat(this.closes.currencies(),
				this.trades.quotes().values().stream().map((quote) -> quote.price().currency()));
	}

	/**
	 * Returns the first closing price's day, if the user's own prices count until then.
	 * @param start the first day that is looked at
	 * @return the day, or nothing if closing prices are known on every day
	 */
	Optional<LocalDate> countUntil(LocalDate start) {
		return this.closes.prices()
			.days()
			.stream()
			.findFirst()
			.filter((first) -> start.isBefore(first) && this.trades.quotes().indexOn(first.minusDays(1)) >= 0);
	}

}
