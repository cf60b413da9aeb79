package io.portfolioplatform.app.imports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Activity as a person entered it, checked, with its account and instrument found.
 *
 * @param account the account
 * @param target the account a transfer goes to, otherwise {@code null}
 * @param instrument the instrument, or {@code null} if it is about cash
 * @param type the kind
 * @param date the day
 * @param quantity units
 * @param unitPrice price of a unit
 * @param fee the fee
 * @param currency currency of price and fee
 * @param comment what the owner wrote about it
 */
public record EnteredActivity(UUID account, @Nullable UUID target, @Nullable Long instrument, String type,
		LocalDate date, BigDecimal quantity, BigDecimal unitPrice, BigDecimal fee, String currency,
		@Nullable String comment) {

}
