package io.portfolioplatform.app.imports;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

import io.portfolioplatform.app.portfolio.Portfolios;
import org.jspecify.annotations.Nullable;

/**
 * Text at one place of a file.
 *
 * @param line line in the file, starting with 1
 * @param column name of the column in a CSV file, path of the member in a JSON file
 * @param text what stands there, empty where nothing does
 */
record Cell(long line, String column, String text) {

	private static final int LONGEST_TEXT = 1000;

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}&&[^\\r\\n\\t]]");

	Cell {
		text = text.strip();
	}

	boolean isBlank() {
		return this.text.isEmpty();
	}

	/**
	 * Returns the text if there is one and it can be shown to a person.
	 * @return the text or {@code null}
	 */
	@Nullable String textOrNull() {
		if (this.text.length() > LONGEST_TEXT) {
			throw refused("is longer than " + LONGEST_TEXT + " characters");
		}
		if (UNPRINTABLE.matcher(this.text).find()) {
			throw refused("holds control characters");
		}
		return this.text.isEmpty() ? null : this.text;
	}

	/**
	 * Returns the text if there is one and it can name a new account.
	 * @return the text or {@code null}
	 */
	@Nullable String accountOrNull() {
		if (isLongName()) {
			throw longNameOfAccount();
		}
		return textOrNull();
	}

	boolean isLongName() {
		return this.text.length() > Portfolios.LONGEST_NAME;
	}

	BadCellException longNameOfAccount() {
		return refused("is longer than " + Portfolios.LONGEST_NAME
				+ " characters: shorten it here, and first in the portfolio, if it is there");
	}

	<E extends Enum<E>> E oneOf(Class<E> type) {
		for (E constant : type.getEnumConstants()) {
			if (constant.name().equals(this.text.toUpperCase(Locale.ROOT))) {
				return constant;
			}
		}
		throw refused("is not one of " + Arrays.toString(type.getEnumConstants()));
	}

	BadCellException refused(String message) {
		return new BadCellException(new ImportProblem(this.line, this.column, this.text, message));
	}

}
