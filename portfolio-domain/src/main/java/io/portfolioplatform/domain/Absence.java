package io.portfolioplatform.domain;

/**
 * Why a figure cannot be given.
 *
 * @param code stable identifier for programs
 * @param message sentence for people
 */
public record Absence(Code code, String message) {

	/**
	 * Causes of absence.
	 */
	public enum Code {

		/**
		 * No price is known on or before the day.
		 */
		NO_PRICE,

		/**
		 * The last known price is too old.
		 */
		STALE_PRICE,

		/**
		 * No exchange rate is known on or shortly before the day.
		 */
		NO_RATE,

		/**
		 * Nothing has happened yet.
		 */
		NO_ACTIVITIES,

		/**
		 * There is no positive capital to relate a gain to.
		 */
		NO_CAPITAL,

		/**
		 * Period is too short to be extrapolated to a year.
		 */
		TOO_SHORT,

		/**
		 * Fewer observations than the figure needs.
		 */
		TOO_FEW_VALUES,

		/**
		 * Money only went in, or only came out.
		 */
		ONE_SIDED,

		/**
		 * No rate within reason explains the payments.
		 */
		NO_SOLUTION

	}

}
