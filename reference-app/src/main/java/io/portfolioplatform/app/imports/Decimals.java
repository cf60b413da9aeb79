package io.portfolioplatform.app.imports;

import java.math.BigDecimal;

/**
 * Reads a number exactly, and refuses what no activity can mean.
 */
final class Decimals {

	private static final int MOST_INTEGER_DIGITS = 15;

	private static final int MOST_DECIMALS = 20;

	private static final int LONGEST_TEXT = 50;

	private Decimals() {
	}

	static BigDecimal read(Cell cell) {
		BigDecimal number = parse(cell);
		if (number.precision() - number.scale() > MOST_INTEGER_DIGITS || number.scale() > MOST_DECIMALS) {
			throw cell.refused("has more than " + MOST_INTEGER_DIGITS + " digits before or " + MOST_DECIMALS
					+ " after the decimal point");
		}
		return (number.scale() < 0) ? number.setScale(0) : number;
	}

	static BigDecimal readUnsigned(Cell cell) {
		BigDecimal number = read(cell);
		if (number.signum() < 0) {
			throw cell.refused("is negative");
		}
		return number;
	}

	private static BigDecimal parse(Cell cell) {
		try {
			if (cell.text().length() <= LONGEST_TEXT) {
				return new BigDecimal(cell.text());
			}
		}
		catch (NumberFormatException ex) {
			// Answered below, like a text that is too long to be a number.
		}
		throw cell.refused("is not a number such as 298.58");
	}

}
