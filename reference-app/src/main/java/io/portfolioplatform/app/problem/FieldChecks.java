package io.portfolioplatform.app.problem;

import java.time.LocalDate;

/**
 * Refuses in a field of a request what a database cannot take, or cannot reckon with.
 */
public final class FieldChecks {

	private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

	private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

	private FieldChecks() {
	}

	/**
	 * Refuses control characters.
	 * @param field name of the field
	 * @param text its value
	 * @return the value
	 * @throws BadFieldException if there are any
	 */
	public static String printable(String field, String text) {
		if (text.chars().anyMatch(Character::isISOControl)) {
			throw new BadFieldException(field, text, "must have no control characters");
		}
		return text;
	}

	/**
	 * Refuses days that no activity can have.
	 * @param field name of the field
	 * @param day its value
	 * @return the value
	 * @throws BadFieldException if it is one
	 */
	public static LocalDate day(String field, LocalDate day) {
		if (!isReckoned(day)) {
			throw new BadFieldException(field, day.toString(), "must be between " + EARLIEST + " and " + LATEST);
		}
		return day;
	}

	/**
	 * Returns whether an activity can have a day.
	 * @param day the day
	 * @return whether it is of the years 1900 to 2199
	 */
	public static boolean isReckoned(LocalDate day) {
		return !day.isBefore(EARLIEST) && !day.isAfter(LATEST);
	}

}
