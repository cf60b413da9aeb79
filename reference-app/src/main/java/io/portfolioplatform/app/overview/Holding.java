package io.portfolioplatform.app.overview;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

/**
 * Instrument that is held.
 *
 * @param symbol the symbol
 * @param name the name
 * @param quantity number of units, negative if sold short
 * @param price the latest price, or {@code null} if none is known
 * @param value the value in the base currency
 * @param gain value and everything received, less everything paid for it
 * @param weight fraction of all assets with four decimals, or {@code null} if it has none
 */
public record Holding(String symbol, String name, BigDecimal quantity, @Nullable Price price, Figure value, Figure gain,
		@Nullable BigDecimal weight) {

	/**
	 * Price of one unit.
	 *
	 * @param amount the amount as quoted
	 * @param currency ISO 4217 code
	 * @param asOf trading day it is the close of, or day of the user's own entry
	 * @param fetchedAt when it was fetched, or {@code null} if it came with the
	 * application or is the user's own
	 * @param stale whether it is so old that it may mislead
	 */
	public record Price(BigDecimal amount, String currency, LocalDate asOf, @Nullable OffsetDateTime fetchedAt,
			boolean stale) {

	}

}
