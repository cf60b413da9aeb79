package io.portfolioplatform.app.imports;

import java.math.BigDecimal;
import java.time.LocalDate;

import io.portfolioplatform.domain.activity.ActivityType;
import org.jspecify.annotations.Nullable;

/**
 * Activity read from a file.
 *
 * @param line line where it starts
 * @param account the file's name for the account, or {@code null} if it names none
 * @param targetCell what names the account a transfer goes to, otherwise {@code null}
 * @param instrument what it is about, or {@code null} where only money moves
 * @param type the kind
 * @param date the day
 * @param quantity number of units, zero or more
 * @param unitPrice price of a unit, zero or more
 * @param fee what was charged, zero or more
 * @param currency ISO 4217 code of price and fee
 * @param comment the user's note
 */
record ParsedActivity(long line, @Nullable String account, @Nullable Cell targetCell,
		@Nullable InstrumentKey instrument, ActivityType type, LocalDate date, BigDecimal quantity,
		BigDecimal unitPrice, BigDecimal fee, String currency, @Nullable String comment) {

	/**
	 * Returns the file's name for the account a transfer goes to.
	 * @return the name, or {@code null}
	 */
	@Nullable String target() {
		return (this.targetCell != null) ? this.targetCell.text() : null;
	}

	/**
	 * Returns the same without the target, whose account is known by other means.
	 * @return the activity
	 */
	ParsedActivity withoutTarget() {
		return new ParsedActivity(this.line, this.account, null, this.instrument, this.type, this.date, this.quantity,
				this.unitPrice, this.fee, this.currency, this.comment);
	}

	/**
	 * Returns the same without a fee.
	 * @return the activity
	 */
	ParsedActivity withoutFee() {
		return new ParsedActivity(this.line, this.account, this.targetCell, this.instrument, this.type, this.date,
				this.quantity, this.unitPrice, BigDecimal.ZERO, this.currency, this.comment);
	}

	/**
	 * Returns its fee as money that came in.
	 * @return the activity
	 */
	ParsedActivity rebate() {
		String trade = (this.instrument != null) ? " for " + this.instrument.symbol() : "";
		return new ParsedActivity(this.line, this.account, null, null, ActivityType.INTEREST, this.date, BigDecimal.ONE,
				this.fee, BigDecimal.ZERO, this.currency, "Commission paid to you" + trade);
	}

}
