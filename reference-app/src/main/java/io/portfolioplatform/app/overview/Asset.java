package io.portfolioplatform.app.overview;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

/**
 * Row of the overview's query: a holding, or the cash in one currency.
 *
 * @param kind whether it is held or cash
 * @param symbol symbol of the instrument, or currency of the cash
 * @param name name of the instrument
 * @param assetClass class of the instrument
 * @param quantity units held, or amount of cash
 * @param price the latest price
 * @param currency currency of price or cash
 * @param priceDate day of the price
 * @param manual whether it is kept by hand, so that its price is always the owner's own
 * @param value value in the base currency
 * @param paid net amount paid for it, in the base currency
 * @param fetchedAt when the price was fetched
 */
record Asset(Kind kind, String symbol, @Nullable String name, @Nullable String assetClass, BigDecimal quantity,
		@Nullable BigDecimal price, @Nullable String currency, @Nullable LocalDate priceDate, boolean manual,
		@Nullable BigDecimal value, @Nullable BigDecimal paid, @Nullable OffsetDateTime fetchedAt) {

	/**
	 * Kinds of assets.
	 */
	enum Kind {

		HOLDING, CASH

	}

}
