package io.portfolioplatform.dbpool.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits SQL into statements and those into words, without comments. Words are in lower
 * case; a string is one word in quotes; every other sign is a word of its own.
 *
 * @see <a href= "https://www.postgresql.org/docs/current/sql-syntax-lexical.html">Lexical
 * Structure</a>
 */
final class SqlWords {

	private static final Pattern DOLLAR_TAG = Pattern.compile("\\$(?:[\\p{L}_][\\p{L}\\d_]*)?\\$");

	private final String sql;

	private int at;

	private final List<List<String>> statements = new ArrayList<>();

	private List<String> words = new ArrayList<>();

	private SqlWords(String sql) {
		this.sql = sql;
	}

	static List<List<String>> of(String sql) {
		SqlWords words = new SqlWords(sql);
		words.read();
		return words.statements;
	}

	private void read() {
		while (this.at < this.sql.length()) {
			next(this.sql.charAt(this.at));
		}
		endStatement();
	}

	private void next(char sign) {
		if (this.sql.startsWith("--", this.at)) {
			skipTo("\n", this.at);
		}
		else if (this.sql.startsWith("/*", this.at)) {
			skipComment();
		}
		else if (sign == '\'') {
			quoted('\'', escapes());
		}
		else if (sign == '"') {
			quoted('"', false);
		}
		else if (sign == '$') {
			dollarQuoted();
		}
		else if (Character.isJavaIdentifierStart(sign)) {
			word();
		}
		else {
			sign(sign);
		}
	}

	private void sign(char sign) {
		if (sign == ';') {
			endStatement();
		}
		else if (!Character.isWhitespace(sign)) {
			this.words.add(String.valueOf(sign));
		}
		this.at++;
	}

	private void word() {
		int start = this.at;
		while (this.at < this.sql.length() && Character.isJavaIdentifierPart(this.sql.charAt(this.at))) {
			this.at++;
		}
		this.words.add(this.sql.substring(start, this.at).toLowerCase(Locale.ROOT));
	}

	private void quoted(char quote, boolean escapes) {
		StringBuilder text = new StringBuilder();
		for (this.at++; this.at < this.sql.length(); this.at++) {
			char sign = this.sql.charAt(this.at);
			if (sign == quote) {
				this.at++;
				if (this.at >= this.sql.length() || this.sql.charAt(this.at) != quote) {
					break;
				}
			}
			else if (escapes && sign == '\\') {
				this.at++;
			}
			text.append(sign);
		}
		this.words.add((quote == '"') ? text.toString() : "'" + text.toString().toLowerCase(Locale.ROOT) + "'");
	}

	private boolean escapes() {
		boolean prefixed = this.at > 0 && (this.sql.charAt(this.at - 1) == 'e' || this.sql.charAt(this.at - 1) == 'E');
		return prefixed && (this.at < 2 || !Character.isJavaIdentifierPart(this.sql.charAt(this.at - 2)));
	}

	/**
	 * Reads {@code $tag$ ... $tag$}, and the number of a parameter such as {@code $1} as
	 * signs.
	 */
	private void dollarQuoted() {
		Matcher tag = DOLLAR_TAG.matcher(this.sql).region(this.at, this.sql.length());
		if (tag.lookingAt()) {
			skipTo(tag.group(), tag.end());
			this.words.add("''");
		}
		else {
			sign('$');
		}
	}

	private void skipComment() {
		int depth = 0;
		do {
			if (this.sql.startsWith("/*", this.at)) {
				depth++;
				this.at += 2;
			}
			else if (this.sql.startsWith("*/", this.at)) {
				depth--;
				this.at += 2;
			}
			else {
				this.at++;
			}
		}
		while (depth > 0 && this.at < this.sql.length());
	}

	private void skipTo(String end, int from) {
		int found = this.sql.indexOf(end, from);
		this.at = (found < 0) ? this.sql.length() : found + end.length();
	}

	private void endStatement() {
		if (!this.words.isEmpty()) {
			this.statements.add(this.words);
			this.words = new ArrayList<>();
		}
	}

}
