package io.portfolioplatform.app.performance;

import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.portfolioplatform.domain.Absence;
import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.activity.Instrument;
import io.portfolioplatform.domain.holding.Prices;
import io.portfolioplatform.domain.holding.Quote;

/**
 * Prices in memory: the last one on or before a day counts, however old.
 *
 * @param series the prices of each instrument, by its id
 */
record QuoteBook(Map<String, QuoteSeries> series) implements Prices {

	/**
	 * Returns until when the user's own prices of an instrument count.
	 * @param instrument the instrument
	 * @param start the first day that is looked at
	 * @return the day of the first closing price, or nothing if none of them counts, or
	 * all of them as of what is kept by hand
	 */
	Optional<LocalDate> ownUntil(Instrument instrument, LocalDate start) {
		return (this.series.get(instrument.id()) instanceof OwnPrices own) ? own.countUntil(start) : Optional.empty();
	}

	/**
	 * Finds the longest time in a period in which an instrument's closing price was
	 * stale.
	 * @param instrument the instrument
	 * @param start the end of this day is the start of the period
	 * @param end the last day
	 * @return the time, if there is one before the last closing price
	 */
	Optional<PriceSeries.Gap> longestGap(Instrument instrument, LocalDate start, LocalDate end) {
		QuoteSeries quotes = this.series.get(instrument.id());
		return (quotes != null) ? quotes.closes().longestGap(start, end) : Optional.empty();
	}

	Set<Currency> currencies() {
		return this.series.values().stream().flatMap(QuoteSeries::currencies).collect(Collectors.toSet());
	}

	@Override
	public boolean changeOn(LocalDate day) {
		for (QuoteSeries quotes : this.series.values()) {
			if (quotes.hasQuoteOf(day)) {
				return true;
			}
		}
		return false;
	}

	@Override
	public Answer<Quote> price(Instrument instrument, LocalDate day) {
		QuoteSeries quotes = this.series.get(instrument.id());
		Quote last = (quotes != null) ? quotes.on(day) : null;
		return (last != null) ? Answer.of(last) : Answer.absent(Absence.Code.NO_PRICE,
				"No price of " + instrument.symbol() + " is known on or before " + day + ".");
	}

}
