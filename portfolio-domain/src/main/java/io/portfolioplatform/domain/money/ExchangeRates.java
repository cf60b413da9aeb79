package io.portfolioplatform.domain.money;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;

import io.portfolioplatform.domain.Answer;

/**
 * Source of exchange rates.
 */
@FunctionalInterface
public interface ExchangeRates {

	/**
	 * Returns what one unit of a currency is worth in another one.
	 * @param from a currency
	 * @param to another currency
	 * @param day the day
	 * @return a positive rate, or why there is none
	 */
	Answer<BigDecimal> rate(Currency from, Currency to, LocalDate day);

	/**
	 * Returns whether a rate may be another one than on the day before.
	 * @param day the day
	 * @return {@code true} where it is not known, as by default
	 */
	default boolean changeOn(LocalDate day) {
		return true;
	}

}
