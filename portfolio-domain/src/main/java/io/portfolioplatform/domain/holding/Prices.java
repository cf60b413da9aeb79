package io.portfolioplatform.domain.holding;

import java.time.LocalDate;

import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.activity.Instrument;

/**
 * Source of prices.
 */
@FunctionalInterface
public interface Prices {

	/**
	 * Returns the last price of an instrument on or before a day, of a unit as there are
	 * on that day: one of before a SPLIT has to be divided by its ratio.
	 * @param instrument the instrument
	 * @param day the day
	 * @return the price, or why there is none
	 */
	Answer<Quote> price(Instrument instrument, LocalDate day);

	/**
	 * Returns whether a price may be another one than on the day before. A run over years
	 * values only the days on which something changed.
	 * @param day the day
	 * @return {@code true} where it is not known, as by default
	 */
	default boolean changeOn(LocalDate day) {
		return true;
	}

}
