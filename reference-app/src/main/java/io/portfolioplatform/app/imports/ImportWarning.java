package io.portfolioplatform.app.imports;

import java.util.List;

/**
 * Something the owner of an imported file should know.
 *
 * @param code stable identifier for programs
 * @param message sentence for people
 * @param lines lines of the file it is about, at most ten; empty if it is about none
 */
public record ImportWarning(String code, String message, List<Long> lines) {

	private static final int MOST_LINES = 10;

	public ImportWarning {
		lines = lines.stream().limit(MOST_LINES).toList();
	}

}
