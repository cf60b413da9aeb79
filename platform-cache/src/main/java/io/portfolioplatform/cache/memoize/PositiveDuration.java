package io.portfolioplatform.cache.memoize;

import java.time.Duration;

import org.springframework.boot.convert.DurationStyle;

/**
 * Durations as annotations write them: with a unit and more than nothing.
 */
public final class PositiveDuration {

	/** What to do about a text that is none. */
	public static final String CURE = "Write a duration such as \"300s\", \"5m\" or \"PT5M\".";

	private PositiveDuration() {
	}

	/**
	 * Read a duration.
	 * @param text the text, such as {@code "5m"}
	 * @return the duration
	 * @throws IllegalArgumentException if the text is no positive duration with a unit
	 */
	public static Duration parse(String text) {
		// Without a unit DurationStyle reads milliseconds, where "300" surely meant
		// seconds.
		Duration duration = text.matches("[+-]?\\d+") ? Duration.ZERO : DurationStyle.detectAndParse(text);
		if (duration.isZero() || duration.isNegative()) {
			throw new IllegalArgumentException("\"" + text + "\" is no positive duration with a unit");
		}
		return duration;
	}

}
