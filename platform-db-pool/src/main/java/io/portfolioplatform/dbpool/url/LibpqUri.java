package io.portfolioplatform.dbpool.url;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.portfolioplatform.dbpool.InvalidDbPoolException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the URI form of libpq, part by part. {@link java.net.URI} cannot: it knows no
 * list of hosts and no underscore in a host name.
 */
final class LibpqUri {

	/**
	 * An {@code @} ends the credentials, with which people forget to encode a {@code /}
	 * or {@code ?}, or stands in the value of a parameter.
	 */
	private static final Pattern FORM = Pattern.compile("postgres(?:ql)?://(?:(?<info>[^?]*|[^/]*)@)?"
			+ "(?<hosts>[^/?@]*)(?:/(?<database>[^/?]*))?(?:\\?(?<query>[^=@]*(?:=.*)?))?");

	private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[\\w.-]+)(?::(\\d{1,5}))?");

	/**
	 * Parameters that libpq and the JDBC driver call differently.
	 */
	private static final Map<String, String> DRIVER_NAMES = Map.of("connect_timeout", "connectTimeout",
			"application_name", "ApplicationName", "sslrootcert", "sslrootcert", "sslmode", "sslmode");

	private final String url;

	private final String source;

	LibpqUri(String url, String source) {
		this.url = url;
		this.source = source;
	}

	DatabaseUrl parse() {
		Matcher matcher = FORM.matcher(this.url);
		if (!matcher.matches()) {
			throw invalid("is no PostgreSQL URL",
					"Write postgresql://user:password@host:5432/database, with '/', '?', '#' and '@' in user and "
							+ "password percent-encoded (%2F, %3F, %23, %40).");
		}
		String jdbcUrl = "jdbc:postgresql://" + hosts(matcher.group("hosts")) + "/"
				+ encode(decode(orEmpty(matcher.group("database"))));
		Map<String, String> parameters = parameters(orEmpty(matcher.group("query")));
		String[] info = orEmpty(matcher.group("info")).split(":", 2);
		// Parameters win, as for libpq. The driver would prefer them to files, too.
		String user = parameters.remove("user");
		String username = (user != null || info[0].isEmpty()) ? user : decode(info[0]);
		String secret = parameters.remove("password");
		String password = (secret != null || info.length < 2) ? secret : decode(info[1]);
		return new DatabaseUrl(jdbcUrl + query(parameters), username, password);
	}

	private String hosts(String list) {
		List<String> hosts = new ArrayList<>();
		for (String host : list.split(",", -1)) {
			Matcher matcher = HOST.matcher(host);
			if (!matcher.matches()) {
				// Not which: it may be a user and a password, without the host.
				throw invalid(list.isEmpty() ? "names no host" : "has a host or port that is none",
						"Write a name, an IPv4 address or [an IPv6 address], and a port if it is not 5432; before it, "
								+ "credentials end with '@'.");
			}
			if (matcher.group(2) != null && Integer.parseInt(matcher.group(2)) > 65535) {
				throw invalid("has the port " + matcher.group(2), "Use a port from 1 to 65535.");
			}
			hosts.add(host);
		}
		return String.join(",", hosts);
	}

	private Map<String, String> parameters(String query) {
		Map<String, String> parameters = new LinkedHashMap<>();
		for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
			String[] parts = pair.split("=", 2);
			String name = DRIVER_NAMES.getOrDefault(parts[0], parts[0]);
			if (parts.length != 2 || !DriverParameters.isKnown(name)) {
				throw invalid("has the parameter '" + parts[0] + "', which is not understood",
						"Remove it, or write the JDBC driver's name for it. Of libpq's names "
								+ DRIVER_NAMES.keySet().stream().sorted().toList()
								+ " are understood, of the driver's all.");
			}
			parameters.put(name, decode(parts[1]));
		}
		return parameters;
	}

	private static String query(Map<String, String> parameters) {
		StringBuilder query = new StringBuilder();
		parameters.forEach((name,
				value) -> query.append(query.isEmpty() ? "?" : "&").append(name).append("=").append(encode(value)));
		return query.toString();
	}

	private String decode(String text) {
		try {
			return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw invalid("has a '%' that is not followed by two hexadecimal digits", "Write %25 for a percent sign.");
		}
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

	private InvalidDbPoolException invalid(String problem, String cure) {
		return new InvalidDbPoolException(
				"'" + this.source + "' is '" + Redaction.redact(this.url) + "': it " + problem, cure);
	}

}
