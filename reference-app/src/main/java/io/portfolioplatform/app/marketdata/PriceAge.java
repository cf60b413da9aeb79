package io.portfolioplatform.app.marketdata;

import java.time.LocalDate;

/**
 * When a market price is stale: more than five days old. Markets close for a weekend, and
 * for one or two holidays around it, seldom for more than four days in a row.
 */
public final class PriceAge {

	/**
	 * How many days after its own a price is not stale yet.
	 */
	public static final int FRESH_DAYS = 5;

	private PriceAge() {
	}

	/**
	 * Tells whether a price is so old that it may mislead.
	 * @param asOf the day it is of
	 * @param day the day on which it is looked at
	 * @return whether it is
	 */
	public static boolean isStale(LocalDate asOf, LocalDate day) {
		return asOf.plusDays(FRESH_DAYS).isBefore(day);
	}

}
