package io.portfolioplatform.cache.coherence;

import java.util.regex.Pattern;

/**
 * The ids of log entries: milliseconds and a number, as in {@code 1732550000000-0}.
 */
public final class LogIds {

	private static final Pattern ID = Pattern.compile("\\d{1,18}-\\d{1,18}");

	private LogIds() {
	}

	/**
	 * Whether a text is an id.
	 * @param text any text
	 * @return whether it can be compared
	 */
	public static boolean isId(String text) {
		return ID.matcher(text).matches();
	}

	/**
	 * Compare two ids by age.
	 * @param one an id
	 * @param other another
	 * @return negative if the first is older
	 */
	public static int compare(String one, String other) {
		int millis = Long.compare(part(one, 0), part(other, 0));
		return (millis != 0) ? millis : Long.compare(part(one, 1), part(other, 1));
	}

	private static long part(String id, int index) {
		int hyphen = id.indexOf('-');
		return Long.parseLong((index == 0) ? id.substring(0, hyphen) : id.substring(hyphen + 1));
	}

}
