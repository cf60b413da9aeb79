package io.portfolioplatform.dbpool.url;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.portfolioplatform.dbpool.InvalidDbPoolException;
import io.portfolioplatform.dbpool.PoolMode;

/**
 * Refuses parameters of a URL that set something for a session, where sessions are
 * shared.
 */
public final class SessionParameters {

	private static final Set<String> NAMES = Set.of("currentSchema", "options");

	private static final Pattern PARAMETER = Pattern.compile("[?&]([^=&]+)=");

	private SessionParameters() {
	}

	/**
	 * Check a URL.
	 * @param jdbcUrl a {@code jdbc:postgresql:} URL
	 * @param mode what it leads to
	 * @throws InvalidDbPoolException if the pooler would refuse a parameter, or keep it
	 * for everyone
	 */
	public static void check(String jdbcUrl, PoolMode mode) {
		Matcher parameters = PARAMETER.matcher(jdbcUrl);
		while (mode == PoolMode.TRANSACTION && parameters.find()) {
			if (NAMES.contains(parameters.group(1))) {
				throw new InvalidDbPoolException(
						"The database URL '" + Redaction.redact(jdbcUrl) + "' has the parameter '" + parameters.group(1)
								+ "', which sets something for a session, and a transaction pooler shares sessions",
						"Remove it and set it for the role instead: alter role ... set search_path = ...");
			}
		}
	}

}
