package io.portfolioplatform.domain.money;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Currency;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.portfolioplatform.domain.Absence;
import io.portfolioplatform.domain.Answer;

/**
 * Rates against one reference currency, as the European Central Bank publishes them
 * against the euro; other pairs are crossed. A rate counts until the next one, but for
 * less than ten days: weekends and holidays are bridged, a series that ended is not.
 */
public final class ReferenceRates implements ExchangeRates {

	private static final int DAYS_A_RATE_COUNTS = 10;

	private static final NavigableMap<LocalDate, BigDecimal> NONE = Collections.emptyNavigableMap();

	private final Currency reference;

	private final Map<Currency, NavigableMap<LocalDate, BigDecimal>> perReference;

	/**
	 * Creates rates from what one unit of the reference currency buys.
	 * @param reference the reference currency
	 * @param perReference units of each other currency by day, all positive
	 */
	public ReferenceRates(Currency reference, Map<Currency, ? extends Map<LocalDate, BigDecimal>> perReference) {
		this.reference = reference;
		this.perReference = perReference.entrySet()
			.stream()
			.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, (entry) -> new TreeMap<>(entry.getValue())));
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
			.anyMatch((rates) -> rates.containsKey(day) || rates.containsKey(day.minusDays(DAYS_A_RATE_COUNTS)));
	}

	private Answer<BigDecimal> perReference(Currency currency, LocalDate day) {
		if (currency.equals(this.reference)) {
			return Answer.of(BigDecimal.ONE);
		}
		Map.Entry<LocalDate, BigDecimal> last = this.perReference.getOrDefault(currency, NONE).floorEntry(day);
		if (last == null || !last.getKey().isAfter(day.minusDays(DAYS_A_RATE_COUNTS))) {
			return Answer.absent(Absence.Code.NO_RATE,
					"No rate of " + currency + " is known in the ten days up to " + day + ".");
		}
		return Answer.of(last.getValue());
	}

}
