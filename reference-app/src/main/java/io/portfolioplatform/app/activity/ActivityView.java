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
 * @param quantity units
 * @param unitPrice price of a unit
 * @param fee the fee
 * @param currency currency of price and fee
 * @param comment what the owner wrote about it
 * @param version grows with every change; the ETag
 */
record ActivityView(long id, UUID accountId, @Nullable UUID targetAccountId, String type, LocalDate date,
		@Nullable String symbol, @Nullable String name, BigDecimal quantity, BigDecimal unitPrice, BigDecimal fee,
		String currency, @Nullable String comment, int version) {

	String etag() {
		return "\"" + this.version + "\"";
	}

}
