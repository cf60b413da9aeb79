package io.portfolioplatform.dbpool.url;

import java.util.regex.Pattern;

/**
 * Takes the secrets out of a URL before anyone sees it.
 */
public final class Redaction {

	/**
	 * Up to the last {@code @}, because people forget to encode one in a password.
	 */
	private static final Pattern USER_INFO = Pattern.compile("(//[^:@/]*):.*@", Pattern.DOTALL);

	/**
	 * Where no {@code @} ends it, what is no port may be a password.
	 */
	private static final Pattern NO_PORT = Pattern.compile("^([^/@]*//[^:/@\\[]*):(?!\\d{1,5}(?:[,/?]|$))[^@]*$");

	/**
	 * Without slashes it is unsure where the password begins, so all before the host
	 * goes.
	 */
	private static final Pattern NO_SLASHES = Pattern.compile("^(?!.*//.*@).*@", Pattern.DOTALL);

	private static final Pattern PARAMETER = Pattern.compile("(?i)((?:ssl)?password=)[^&]*");

	private Redaction() {
	}

	/**
	 * Replace every password.
	 * @param url a URL, well-formed or not
	 * @return the same without passwords
	 */
	public static String redact(String url) {
		String redacted = USER_INFO.matcher(url).replaceFirst("$1:***@");
		redacted = NO_PORT.matcher(redacted).replaceFirst("$1:***");
		redacted = NO_SLASHES.matcher(redacted).replaceFirst("***@");
		return PARAMETER.matcher(redacted).replaceAll("$1***");
	}

}
