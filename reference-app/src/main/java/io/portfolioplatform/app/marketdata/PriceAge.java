package io.portfolioplatform.app.marketdata;

import java.time.LocalDate;
import java.time.Period;

/**
 * When a market price is stale: more than five days old. Markets close for a weekend, and
 * for one or two holidays around it, seldom for more than four days in a row.
 */
public final class PriceAge {

	private static final Period FRESH = Period.ofDays(5);

	private PriceAge() {
	}

	/**
	 * Tells whether a price is so old that it may mislead.
	 * @param asOf the day it is of
	 * @param day the day on which it is looked at
	 * @return whether it is
	 */
	public static boolean isStale(LocalDate asOf, LocalDate day) {
		return asOf.plus(FRESH).isBefore(day);
	}

}
