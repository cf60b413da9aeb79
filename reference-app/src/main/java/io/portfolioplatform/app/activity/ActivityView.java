package io.portfolioplatform.app.activity;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Activity as it is stored.
 *
 * @param id identifier
 * @param accountId the account
 * @param targetAccountId the account a TRANSFER goes to
 * @param type the kind
 * @param date the day
 * @param symbol symbol of the instrument, or {@code null} if it is about cash
 * @param name name of the instrument
 * @param dataSource MANUAL for an instrument kept by hand, MARKET for one with market
 * prices, or {@code null} if it is about cash; a change sends it back
 * @param quantity units
 * @param unitPrice price of a unit
 * @param amount quantity times price, without the fee
 * @param fee the fee
 * @param currency currency of price and fee
 * @param comment what the owner wrote about it
 * @param version grows with every change; the ETag
 */
record ActivityView(long id, UUID accountId, @Nullable UUID targetAccountId, String type, LocalDate date,
		@Nullable String symbol, @Nullable String name, @Nullable String dataSource, BigDecimal quantity,
		BigDecimal unitPrice, BigDecimal amount, BigDecimal fee, String currency, @Nullable String comment,
		int version) {

	String etag() {
		return "\"" + this.version + "\"";
	}

}
