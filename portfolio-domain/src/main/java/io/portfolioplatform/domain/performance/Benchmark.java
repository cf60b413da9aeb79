package io.portfolioplatform.domain.performance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.portfolioplatform.domain.Absence;
import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.activity.Instrument;
import io.portfolioplatform.domain.holding.Prices;
import io.portfolioplatform.domain.money.Money;

/**
 * Instrument to compare a portfolio with: what the same period did to its price.
 */
public final class Benchmark {

	private final Instrument instrument;

	private final Prices prices;

	public Benchmark(Instrument instrument, Prices prices) {
		this.instrument = instrument;
		this.prices = prices;
	}

	/**
	 * Returns how the benchmark fared.
	 * @param start the end of this day is the start of the period
	 * @param end the last day
	 * @return its index, absent if it had no price at the start
	 */
	public Answer<GrowthIndex> over(LocalDate start, LocalDate end) {
		List<GrowthIndex.Point> points = new ArrayList<>();
		for (LocalDate day : start.datesUntil(end.plusDays(1)).toList()) {
			Optional<GrowthIndex.Point> point = point(day);
			if (point.isEmpty()) {
				return Answer.absent(Absence.Code.NO_PRICE,
						"No price of " + this.instrument.symbol() + " is known on or before " + day + ".");
			}
			points.add(point.get());
		}
		return Answer.of(GrowthIndex.ofPrices(points));
	}

	private Optional<GrowthIndex.Point> point(LocalDate day) {
		return this.prices.price(this.instrument, day)
			.map((quote) -> quote.price())
			.map(Money::amount)
			.value()
			.filter((price) -> price.signum() > 0)
			.map((price) -> new GrowthIndex.Point(day, price));
	}

}
