package io.portfolioplatform.app.imports;

/**
 * One thing that is wrong with a file.
 *
 * @param line line in the file, starting with 1
 * @param column name of the column in a CSV file, path of the member in a JSON file,
 * shortened
 * @param value the text that stands there, shortened
 * @param message what is wrong with it and what would be right
 */
public record ImportProblem(long line, String column, String value, String message) {

	private static final int LONGEST = 100;

	public ImportProblem {
		column = shortened(column);
		value = shortened(value);
	}

	private static String shortened(String text) {
		return (text.length() > LONGEST) ? text.substring(0, LONGEST) + "…" : text;
	}

	@Override
	public String toString() {
		return "line " + this.line + ", " + this.column + ": \"" + this.value + "\" " + this.message;
	}

}
