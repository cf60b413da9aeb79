package io.portfolioplatform.dbpool.url;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

import io.portfolioplatform.dbpool.InvalidDbPoolException;
import org.jspecify.annotations.Nullable;

/**
 * A database URL taken apart.
 *
 * @param jdbcUrl the URL for the driver, without credentials
 * @param username the user, if the URL names one
 * @param password the password, if the URL has one
 */
public record DatabaseUrl(String jdbcUrl, @Nullable String username, @Nullable String password) {

	private static final Set<String> CREDENTIALS = Set.of("user", "password");

	/**
	 * No part of the list of hosts is empty or a port only.
	 */
	private static final Pattern HOSTS = Pattern.compile("jdbc:postgresql://(?!(?:[^/]*,)?(?:[:,/]|$))");

	/**
	 * Read a URL.
	 * @param value {@code postgresql://user:password@host:port/database?sslmode=require},
	 * as libpq defines it, or {@code jdbc:postgresql:}
	 * @param source where it came from, for the error
	 * @return its parts
	 * @throws InvalidDbPoolException if it cannot be read
	 * @see <a href=
	 * "https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS">
	 * Connection URIs</a>
	 */
	public static DatabaseUrl parse(String value, String source) {
		String url = value.strip();
		if (url.startsWith("jdbc:postgresql:")) {
			return jdbc(url, source);
		}
		return new LibpqUri(url, source).parse();
	}

	private static DatabaseUrl jdbc(String url, String source) {
		int query = (url.indexOf('?') >= 0) ? url.indexOf('?') : url.length();
		if (url.lastIndexOf('@', query) >= 0) {
			throw new InvalidDbPoolException(
					"'" + source + "' is '" + Redaction.redact(url) + "': the JDBC driver reads no credentials before "
							+ "the host and would print them in its error",
					"Remove 'jdbc:' from the front, or move the credentials behind the database: ?user=...&password=...");
		}
		if (!HOSTS.matcher(url.substring(0, query)).lookingAt()) {
			throw new InvalidDbPoolException("'" + source + "' is '" + Redaction.redact(url)
					+ "': it names no host, or not everywhere, and there the JDBC driver would connect to localhost",
					"Write jdbc:postgresql://host:5432/database, with localhost if that is meant.");
		}
		return (query < url.length()) ? withoutCredentials(url, query, source) : new DatabaseUrl(url, null, null);
	}

	/**
	 * In the URL the driver would prefer them to those of properties and files.
	 */
	private static DatabaseUrl withoutCredentials(String url, int query, String source) {
		Map<String, String> credentials = new HashMap<>();
		StringJoiner others = new StringJoiner("&", "?", "").setEmptyValue("");
		for (String parameter : url.substring(query + 1).split("&", -1)) {
			String[] parts = parameter.split("=", 2);
			if (parts.length == 2 && CREDENTIALS.contains(parts[0])) {
				credentials.put(parts[0], decode(parts[1], url, source));
			}
			else if (!parameter.isEmpty()) {
				others.add(parameter);
			}
		}
		return new DatabaseUrl(url.substring(0, query) + others, credentials.get("user"), credentials.get("password"));
	}

	/**
	 * As the driver does, for which a plus sign is a space.
	 */
	private static String decode(String text, String url, String source) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidDbPoolException(
					"'" + source + "' is '" + Redaction.redact(url)
							+ "': it has a '%' that is not followed by two hexadecimal digits",
					"Write %25 for a percent sign.");
		}
	}

	@Override
	public String toString() {
		return "DatabaseUrl[" + Redaction.redact(this.jdbcUrl) + ", username=" + this.username + "]";
	}

}
