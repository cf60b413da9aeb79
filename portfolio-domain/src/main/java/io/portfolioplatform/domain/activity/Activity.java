package io.portfolioplatform.domain.activity;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;

import io.portfolioplatform.domain.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a portfolio.
 *
 * @param type the kind
 * @param date the day
 * @param account the account it happened in
 * @param target the account a {@link ActivityType#TRANSFER TRANSFER} goes to, otherwise
 * {@code null}
 * @param instrument the instrument, or {@code null} if it is about cash
 * @param quantity units, not negative; of a {@link ActivityType#SPLIT SPLIT} the new
 * units for an old one
 * @param unitPrice price of a unit, not negative
 * @param fee fee on top, not negative
 * @param currency currency of price and fee
 */
public record Activity(ActivityType type, LocalDate date, Account account, @Nullable Account target,
		@Nullable Instrument instrument, BigDecimal quantity, BigDecimal unitPrice, BigDecimal fee, Currency currency) {

	public Activity {
		require(quantity.signum() >= 0 && unitPrice.signum() >= 0 && fee.signum() >= 0, "has a negative number", type);
		require(instrument != null || !type.needsInstrument(), "needs an instrument", type);
		require((target != null) == (type == ActivityType.TRANSFER), "must name a target if it is a TRANSFER", type);
		require(type != ActivityType.SPLIT || quantity.signum() > 0, "needs a positive ratio", type);
	}

	/**
	 * Returns an activity without a fee in the currency of its account.
	 * @param type the kind, anything but a TRANSFER
	 * @param date the day
	 * @param account the account
	 * @param instrument the instrument, if any
	 * @param quantity units
	 * @param unitPrice price of a unit
	 * @return the activity
	 */
	public static Activity of(ActivityType type, LocalDate date, Account account, @Nullable Instrument instrument,
			BigDecimal quantity, BigDecimal unitPrice) {
		return new Activity(type, date, account, null, instrument, quantity, unitPrice, BigDecimal.ZERO,
				account.currency());
	}

	public Money amount() {
		return money(this.quantity.multiply(this.unitPrice));
	}

	public Money charge() {
		return money(this.fee);
	}

	/**
	 * Returns by how much the holding of the instrument grows.
	 * @return units; a SPLIT and a TRANSFER are not expressed this way
	 */
	public BigDecimal units() {
		return switch (this.type) {
			case BUY, ITEM -> this.quantity;
			case SELL -> this.quantity.negate();
			default -> BigDecimal.ZERO;
		};
	}

	/**
	 * Returns by how much the cash of the account grows.
	 * @return an amount; a TRANSFER is not expressed this way
	 */
	public Money cash() {
		return switch (this.type) {
			case SELL, DIVIDEND, INTEREST, DEPOSIT -> amount().minus(charge());
			case BUY, FEE, WITHDRAWAL -> amount().plus(charge()).negate();
			default -> money(BigDecimal.ZERO);
		};
	}

	/**
	 * Returns what crosses the border between the portfolio and the world outside.
	 * @return a positive amount if it comes in
	 */
	public Money flow() {
		return switch (this.type) {
			case DEPOSIT -> amount();
			case WITHDRAWAL -> amount().negate();
			case ITEM -> amount().plus(charge());
			case LIABILITY -> charge().minus(amount());
			default -> money(BigDecimal.ZERO);
		};
	}

	/**
	 * Tells whether an account where this happens keeps its cash here: nobody pays into
	 * an account without looking at its cash.
	 * @return whether it does
	 */
	public boolean showsCash() {
		return this.type.movesAcrossTheBorder() || movesCash();
	}

	/**
	 * Tells whether cash moves between two accounts.
	 * @return whether it does
	 */
	public boolean movesCash() {
		return this.type == ActivityType.TRANSFER && this.instrument == null;
	}

	/**
	 * Tells whether units of an instrument come, go or move.
	 * @return whether they do
	 */
	public boolean movesUnits() {
		return units().signum() != 0
				|| (this.type == ActivityType.TRANSFER && this.instrument != null && this.quantity.signum() != 0);
	}

	/**
	 * Tells whether units of an instrument move, or pay something out.
	 * @return whether they do
	 */
	public boolean concernsUnits() {
		return this.type.needsInstrument() || (this.type == ActivityType.TRANSFER && this.instrument != null);
	}

	private Money money(BigDecimal amount) {
		return new Money(amount, this.currency);
	}

	private static void require(boolean condition, String message, ActivityType type) {
		if (!condition) {
			throw new IllegalArgumentException(type + " " + message);
		}
	}

}
