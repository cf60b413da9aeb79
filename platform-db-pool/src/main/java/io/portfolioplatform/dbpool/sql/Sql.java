package io.portfolioplatform.dbpool.sql;

import java.sql.SQLFeatureNotSupportedException;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ConcurrentLruCache;

/**
 * The text of one or more statements, and what is known of it. Texts are looked at once
 * and remembered, up to {@value #REMEMBERED} of them.
 */
public final class Sql {

	/**
	 * The SQLState of a refusal. Not the standard's 0A000, at which HikariCP closes the
	 * connection.
	 */
	public static final String REFUSED = "PP002";

	private static final int REMEMBERED = 512;

	/**
	 * Longer texts, such as scripts, are hardly ever repeated.
	 */
	private static final int LONGEST_REMEMBERED = 50_000;

	private static final ConcurrentLruCache<String, Sql> KNOWN = new ConcurrentLruCache<>(REMEMBERED, Sql::new);

	private final String text;

	private final String name;

	private final @Nullable String changesSession;

	private final @Nullable String controlsTransaction;

	private Sql(String text) {
		List<List<String>> statements = SqlWords.of(text);
		this.text = text;
		this.name = StatementName.of(text, statements);
		this.changesSession = SessionRules.check(statements);
		this.controlsTransaction = TransactionControl.check(statements);
	}

	/**
	 * Look at a text.
	 * @param text statements, separated by semicolons
	 * @return what is known of it
	 */
	public static Sql of(String text) {
		return (text.length() > LONGEST_REMEMBERED) ? new Sql(text) : KNOWN.get(text);
	}

	/**
	 * Return a name that does not depend on how the statement is written: its leading
	 * comment, or what it does to which tables.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Refuse what stays in a session.
	 * @throws SQLFeatureNotSupportedException with what to write instead
	 */
	public void checkSession() throws SQLFeatureNotSupportedException {
		if (this.changesSession != null) {
			throw new SQLFeatureNotSupportedException(this.changesSession, REFUSED);
		}
	}

	/**
	 * Return whether it begins or ends a transaction.
	 * @return whether {@link #checkTransaction()} refuses it
	 */
	public boolean controlsTransaction() {
		return this.controlsTransaction != null;
	}

	/**
	 * Refuse what ends a transaction.
	 * @throws SQLFeatureNotSupportedException with what to use instead
	 */
	public void checkTransaction() throws SQLFeatureNotSupportedException {
		if (this.controlsTransaction != null) {
			throw new SQLFeatureNotSupportedException(this.controlsTransaction, REFUSED);
		}
	}

	/**
	 * Return a refusal of something that is no SQL.
	 * @param what what would change the session
	 * @param cure what to use instead
	 * @return an exception to throw
	 */
	public static SQLFeatureNotSupportedException refused(String what, String cure) {
		return new SQLFeatureNotSupportedException(SessionRules.refusal(what, cure), REFUSED);
	}

	/**
	 * Return how long the text is.
	 * @return its characters
	 */
	public int length() {
		return this.text.length();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof Sql sql && this.text.equals(sql.text));
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

	@Override
	public String toString() {
		return this.text;
	}

}
