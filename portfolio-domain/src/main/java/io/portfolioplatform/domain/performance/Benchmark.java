package io.portfolioplatform.domain.performance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import io.portfolioplatform.domain.Absence;
import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.activity.Instrument;
import io.portfolioplatform.domain.holding.Accounting;
import io.portfolioplatform.domain.holding.Prices;
import io.portfolioplatform.domain.money.Money;

/**
 * Instrument to compare a portfolio with: what the same period did to its price.
 */
public final class Benchmark {

	private final Instrument instrument;

	private final Prices prices;

	private final Accounting accounting;

	/**
	 * Creates a benchmark.
	 * @param instrument what to compare with
	 * @param prices its prices
	 * @param accounting in which currency it is compared: an index in dollars fares
	 * otherwise for whoever counts in euros
	 */
	public Benchmark(Instrument instrument, Prices prices, Accounting accounting) {
		this.instrument = instrument;
		this.prices = prices;
		this.accounting = accounting;
	}

	/**
	 * Returns how the benchmark fared.
	 * @param start the end of this day is the start of the period
	 * @param end the last day
	 * @return its index, absent if it had no price at the start or a rate is missing
	 */
	public Answer<GrowthIndex> over(LocalDate start, LocalDate end) {
		List<GrowthIndex.Point> points = new ArrayList<>();
		for (LocalDate day : start.datesUntil(end.plusDays(1)).toList()) {
			Answer<GrowthIndex.Point> point = point(day);
			if (point.reason().isPresent()) {
				return point.map((known) -> GrowthIndex.ofPrices(points));
			}
			points.add(point.get());
		}
		return Answer.of(GrowthIndex.ofPrices(points));
	}

	private Answer<GrowthIndex.Point> point(LocalDate day) {
		return this.prices.price(this.instrument, day)
			.flatMap((quote) -> quote.price().in(this.accounting.base(), day, this.accounting.rates()))
			.map(Money::amount)
			.flatMap((price) -> (price.signum() > 0) ? Answer.of(new GrowthIndex.Point(day, price))
					: Answer.absent(Absence.Code.NO_PRICE,
							"The price of " + this.instrument.symbol() + " on " + day + " is not positive."));
	}

}
