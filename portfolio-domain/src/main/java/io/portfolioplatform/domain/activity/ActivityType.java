package io.portfolioplatform.domain.activity;

/**
 * Kinds of activities. The amount of an activity is quantity times unit price.
 */
public enum ActivityType {

	/**
	 * Units bought for the amount and the fee.
	 */
	BUY,

	/**
	 * Units sold for the amount less the fee.
	 */
	SELL,

	/**
	 * Amount an instrument paid out.
	 */
	DIVIDEND,

	/**
	 * Amount a bank paid for cash.
	 */
	INTEREST,

	/**
	 * Amount charged for nothing else.
	 */
	FEE,

	/**
	 * Amount paid in from outside.
	 */
	DEPOSIT,

	/**
	 * Amount taken out.
	 */
	WITHDRAWAL,

	/**
	 * Units brought in from outside, worth the amount.
	 */
	ITEM,

	/**
	 * Amount owed from then on.
	 */
	LIABILITY,

	/**
	 * Every unit becomes as many units as the quantity says.
	 */
	SPLIT,

	/**
	 * Units of an instrument, or the amount of cash, move to another account of the
	 * portfolio.
	 */
	TRANSFER;

	boolean needsInstrument() {
		return this == BUY || this == SELL || this == DIVIDEND || this == ITEM || this == SPLIT;
	}

	boolean movesAcrossTheBorder() {
		return this == DEPOSIT || this == WITHDRAWAL;
	}

}
