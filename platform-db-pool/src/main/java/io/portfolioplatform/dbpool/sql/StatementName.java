package io.portfolioplatform.dbpool.sql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a statement so that there are few names: by the comment it starts with, or by its
 * verb and tables.
 *
 * @see <a href=
 * "https://opentelemetry.io/docs/specs/semconv/db/database-spans/#generating-a-summary-of-the-query">
 * OpenTelemetry: generating a summary of the query</a>
 */
final class StatementName {

	private static final Pattern COMMENT = Pattern.compile("\\s*/\\*\\s*([\\w .:$<>-]{1,80}?)\\s*\\*/.*",
			Pattern.DOTALL);

	private static final Set<String> BEFORE_TABLE = Set.of("from", "join", "into", "update", "table");

	private static final Set<String> NO_TABLE = Set.of("only", "if", "not", "exists", "lateral", "set", "nowait",
			"skip");

	private static final int MOST_TABLES = 3;

	private StatementName() {
	}

	static String of(String text, List<List<String>> statements) {
		Matcher comment = COMMENT.matcher(text);
		if (comment.matches()) {
			return comment.group(1);
		}
		if (statements.isEmpty()) {
			return "empty";
		}
		List<String> words = statements.get(0);
		Set<String> tables = tables(words, false);
		if (tables.isEmpty()) {
			tables = tables(words, true);
		}
		return (words.get(0) + " " + String.join(" ", tables)).strip();
	}

	/**
	 * Tables outside of parentheses first: inside, {@code from} may belong to
	 * {@code extract}.
	 */
	private static Set<String> tables(List<String> words, boolean nested) {
		Set<String> tables = new LinkedHashSet<>();
		int depth = 0;
		for (int i = 0; i + 1 < words.size() && tables.size() < MOST_TABLES; i++) {
			String word = words.get(i);
			depth += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
			if (BEFORE_TABLE.contains(word) && (nested || depth == 0) && isTable(words.get(i + 1))) {
				tables.add(table(words, i + 1));
			}
		}
		return tables;
	}

	private static boolean isTable(String word) {
		return Character.isJavaIdentifierStart(word.charAt(0)) && !NO_TABLE.contains(word);
	}

	private static String table(List<String> words, int at) {
		boolean qualified = at + 2 < words.size() && words.get(at + 1).equals(".");
		return qualified ? words.get(at) + "." + words.get(at + 2) : words.get(at);
	}

}
