package io.portfolioplatform.health.beacon;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import org.springframework.util.StringUtils;

/**
 * What a browser sent about one page view: {@code page=/prices&ttfb=120&lcp=900}, times
 * in whole milliseconds.
 *
 * @param page path of the page
 * @param times what was measured
 */
record Beacon(String page, Map<BrowserTiming, Duration> times) {

	/** Nobody waits longer; what claims to be is no measurement. */
	private static final Duration LONGEST = Duration.ofMinutes(10);

	/**
	 * Read a beacon.
	 * @param body what the browser sent
	 * @return the beacon
	 * @throws IllegalArgumentException if anything in it is not as described, naming the
	 * field and nothing else of the body
	 */
	static Beacon parse(String body) {
		String page = "";
		Map<BrowserTiming, Duration> times = new EnumMap<>(BrowserTiming.class);
		for (String field : StringUtils.tokenizeToStringArray(body, "&")) {
			int equals = field.indexOf('=');
			if (equals < 0) {
				throw new IllegalArgumentException("a field has no value");
			}
			String value = field.substring(equals + 1);
			if (field.startsWith("page=")) {
				page = value;
			}
			else {
				times.put(timing(field.substring(0, equals)), time(value));
			}
		}
		if (!page.startsWith("/") || times.isEmpty()) {
			throw new IllegalArgumentException("page must be a path, and at least one time be there");
		}
		return new Beacon(page, times);
	}

	private static BrowserTiming timing(String name) {
		for (BrowserTiming timing : BrowserTiming.values()) {
			if (timing.name().toLowerCase(Locale.ROOT).equals(name)) {
				return timing;
			}
		}
		throw new IllegalArgumentException("a field is not known");
	}

	private static Duration time(String value) {
		try {
			Duration time = Duration.ofMillis(Integer.parseInt(value));
			if (!time.isNegative() && time.compareTo(LONGEST) <= 0) {
				return time;
			}
		}
		catch (NumberFormatException ex) {
			// Refused below, without repeating what was sent.
		}
		throw new IllegalArgumentException("a time is not from 0 to " + LONGEST.toMillis() + " ms");
	}

}
