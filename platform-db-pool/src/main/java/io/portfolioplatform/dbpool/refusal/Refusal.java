package io.portfolioplatform.dbpool.refusal;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

/**
 * A reason to refuse a connection, recognised by SQLState and text: poolers use one state
 * for many things (Supavisor {@code XX000}, PgBouncer {@code 08P01}).
 */
public enum Refusal {

	/**
	 * The pooler has as many clients as it accepts.
	 */
	POOLER_FULL(true,
			"Lower 'platform.db-pool.budget.limit' to what the pooler accepts, less the clients that are not "
					+ "part of this fleet.",
			"",
			"emaxconn|max client connections reached|max clients reached|no more connections allowed|client connections exceeded"),

	/**
	 * The pooler found no server connection in time.
	 */
	POOLER_BUSY(true, "Look for long transactions, or give the pooler more server connections.", "",
			"echeckouttimeout|query_wait_timeout"),

	/**
	 * PostgreSQL has as many connections as it accepts.
	 */
	SERVER_FULL(true, "Lower 'platform.db-pool.budget.limit', or raise max_connections.", "53300", ""),

	/**
	 * The server starts or stops.
	 */
	RESTARTING(true, "Nothing, if the server is meant to restart.", "57P01|57P02|57P03", ""),

	/**
	 * A transaction pooler was asked for something of a session.
	 */
	SESSION_PARAMETER(false, "Remove 'currentSchema' and 'options' from %s, or use the direct or session URL.", "",
			"unsupported startup parameter"),

	/**
	 * A connection that is not encrypted is not accepted.
	 */
	ENCRYPTION(false, "Add sslmode=require to %s.", "",
			"no encryption|ssl off|ssl required|ssl connection is required"),

	/**
	 * The server accepts nobody from here, or not this user or database.
	 */
	NOT_ALLOWED(false,
			"Allow this host in pg_hba.conf or in your provider's list of addresses, with user and database "
					+ "of %s.",
			"", "pg_hba\\.conf"),

	/**
	 * A statement that the driver had prepared was not there, or one of someone else was.
	 */
	SHARED_SESSION(false,
			"%s leads to a transaction pooler: set 'platform.db-pool.mode' to transaction, or use the direct URL.", "",
			"prepared statement \".*\" (?:already exists|does not exist)"),

	/**
	 * Nothing that speaks PostgreSQL answers.
	 */
	UNREACHABLE(false,
			"Check host and port of %s. PostgreSQL listens on 5432, PgBouncer on 6432; Supabase's pooler on 6543 (transactions) "
					+ "and 5432 (sessions). A database that starts later is tried again by the next request.",
			"08001", "connection to .* refused|connection attempt failed"),

	/**
	 * User or password are wrong.
	 */
	PASSWORD(false,
			"Check user and password of %s, or what is set beside it. '@', '/', '?', '#' and '%%' must be "
					+ "percent-encoded in a URL, and Supabase's pooler wants the user postgres.<project>.",
			"28P01|28000",
			"tenant or user not found|no such user|password authentication failed|auth failed|sasl authentication failed"),

	/**
	 * The database does not exist.
	 */
	DATABASE(false, "Check the database behind the last '/' of %s.", "3D000", "no such database"),

	/**
	 * TLS failed, most often because the server's certificate is not trusted.
	 */
	CERTIFICATE(false, "Give the certificate authority with sslrootcert=/path/to/ca.crt in %s, and a host name that "
			+ "is in the certificate.", "", "root certificate|could not be verified by hostnameverifier");

	private static final int DEEPEST_CAUSE = 20;

	private final boolean temporary;

	private final String cure;

	private final Pattern state;

	private final Pattern text;

	Refusal(boolean temporary, String cure, String states, String texts) {
		this.temporary = temporary;
		this.cure = cure;
		this.state = Pattern.compile(states);
		this.text = Pattern.compile(texts);
	}

	/**
	 * Recognise a refusal.
	 * @param exception what the driver threw, or a pool because of that
	 * @return the reason, or {@code null} if it is another failure
	 */
	public static @Nullable Refusal of(SQLException exception) {
		String texts = texts(exception).toLowerCase(Locale.ROOT);
		for (Refusal refusal : values()) {
			if (!refusal.text.pattern().isEmpty() && refusal.text.matcher(texts).find()) {
				return refusal;
			}
		}
		String state = Objects.requireNonNullElse(exception.getSQLState(), "none");
		for (Refusal refusal : values()) {
			if (refusal.state.matcher(state).matches()) {
				return refusal;
			}
		}
		boolean ofTls = Stream.<Throwable>iterate(exception, Objects::nonNull, Throwable::getCause)
			.limit(DEEPEST_CAUSE)
			.anyMatch(SSLException.class::isInstance);
		return ofTls ? CERTIFICATE : null;
	}

	/**
	 * A pool that gave up waiting keeps the SQLState only.
	 */
	private static String texts(SQLException exception) {
		StringBuilder texts = new StringBuilder();
		for (Throwable cause = exception; cause instanceof SQLException; cause = cause.getCause()) {
			texts.append(cause.getMessage()).append('\n');
		}
		return texts.toString();
	}

	/**
	 * Return whether the same may succeed later.
	 * @return whether to try again
	 */
	public boolean isTransient() {
		return this.temporary;
	}

	/**
	 * Return what to do about it.
	 * @param setting the variable or property that holds the URL
	 * @return a sentence for the person who operates or configures
	 */
	public String cure(String setting) {
		return this.cure.formatted(setting);
	}

}
