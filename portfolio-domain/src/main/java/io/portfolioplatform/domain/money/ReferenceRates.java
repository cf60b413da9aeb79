package io.portfolioplatform.domain.money;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;

import io.portfolioplatform.domain.Absence;
import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.TimeSeries;

/**
 * Rates against one reference currency, as the European Central Bank publishes them
 * against the euro; other pairs are crossed. A rate counts until the next one, but for
 * less than ten days: weekends and holidays are bridged, a series that ended is not.
 */
public final class ReferenceRates implements ExchangeRates {

	private static final int DAYS_A_RATE_COUNTS = 10;

	private final Currency reference;

	private final Map<Currency, TimeSeries<BigDecimal>> perReference;

	/**
	 * Creates rates from what one unit of the reference currency buys.
	 * @param reference the reference currency
	 * @param perReference units of each other currency by day, all positive
	 */
	public ReferenceRates(Currency reference, Map<Currency, TimeSeries<BigDecimal>> perReference) {
		this.reference = reference;
		this.perReference = Map.copyOf(perReference);
	}

	@Override
	public Answer<BigDecimal> rate(Currency from, Currency to, LocalDate day) {
		if (from.equals(to)) {
			return Answer.of(BigDecimal.ONE);
		}
		return perReference(to, day).with(perReference(from, day),
				(bought, sold) -> bought.divide(sold, Money.PRECISION));
	}

	/**
	 * A rate changes where there is a new one, and where the last one ceases to count.
	 */
	@Override
	public boolean changeOn(LocalDate day) {
		return this.perReference.values()
			.stream()
			.anyMatch((rates) -> rates.hasValueOf(day) || rates.hasValueOf(day.minusDays(DAYS_A_RATE_COUNTS)));
	}

	private Answer<BigDecimal> perReference(Currency currency, LocalDate day) {
		if (currency.equals(this.reference)) {
			return Answer.of(BigDecimal.ONE);
		}
		TimeSeries<BigDecimal> rates = this.perReference.getOrDefault(currency, TimeSeries.empty());
		int last = rates.indexOn(day);
		if (last < 0 || !rates.days().get(last).isAfter(day.minusDays(DAYS_A_RATE_COUNTS))) {
			return Answer.absent(Absence.Code.NO_RATE,
					"No rate of " + currency + " is known in the ten days up to " + day + ".");
		}
		return Answer.of(rates.values().get(last));
	}

}
