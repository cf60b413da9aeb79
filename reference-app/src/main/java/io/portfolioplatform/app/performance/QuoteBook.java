package io.portfolioplatform.app.performance;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.portfolioplatform.domain.Absence;
import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.activity.Instrument;
import io.portfolioplatform.domain.holding.Prices;
import io.portfolioplatform.domain.holding.Quote;

/**
 * Prices in memory: the last one on or before a day counts, however old.
 */
class QuoteBook implements Prices {

	private static final NavigableMap<LocalDate, Quote> NONE = Collections.emptyNavigableMap();

	private final Map<String, NavigableMap<LocalDate, Quote>> quotes = new HashMap<>();

	private final Set<LocalDate> days = new HashSet<>();

	void add(String instrument, Quote quote) {
		this.days.add(quote.asOf());
		this.quotes.computeIfAbsent(instrument, (id) -> new TreeMap<>()).put(quote.asOf(), quote);
	}

	Set<Currency> currencies() {
		return this.quotes.values()
			.stream()
			.flatMap((series) -> series.values().stream())
			.map((quote) -> quote.price().currency())
			.collect(Collectors.toSet());
	}

	@Override
	public boolean changeOn(LocalDate day) {
		return this.days.contains(day);
	}

	@Override
	public Answer<Quote> price(Instrument instrument, LocalDate day) {
		Map.Entry<LocalDate, Quote> last = this.quotes.getOrDefault(instrument.id(), NONE).floorEntry(day);
		return (last != null) ? Answer.of(last.getValue()) : Answer.absent(Absence.Code.NO_PRICE,
				"No price of " + instrument.symbol() + " is known on or before " + day + ".");
	}

}
