package io.portfolioplatform.ratelimit.quota;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;

/**
 * How many calls are allowed within each of some windows of time.
 *
 * @param name letters, digits, {@code -} and {@code _}
 * @param windows the windows, at least one
 */
public record Quota(String name, List<Window> windows) {

	private static final int LONGEST_LOG = 10_000;

	/**
	 * A window that slides.
	 *
	 * @param limit the most calls within the period, from 1 to 10,000
	 * @param period the length of the window, at least a millisecond
	 */
	public record Window(int limit, Duration period) {

		long micros() {
			return this.period.toNanos() / 1000;
		}

	}

	/**
	 * Check the quota.
	 * @throws InvalidRateLimitException if it cannot work
	 */
	public Quota {
		String property = "platform.ratelimit.quotas." + name;
		if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
			throw new InvalidRateLimitException("'" + property + "' is no name of a quota",
					"Use up to 64 letters, digits, '-' and '_'.");
		}
		if (windows.isEmpty()) {
			throw new InvalidRateLimitException("'" + property + "' has no windows",
					"Set '" + property + ".windows[0].limit' and '.period'.");
		}
		windows = List.copyOf(windows);
		for (int index = 0; index < windows.size(); index++) {
			check(windows.get(index), property + ".windows[" + index + "]");
		}
	}

	private static void check(Window window, String property) {
		if (window.limit() < 1 || window.limit() > LONGEST_LOG) {
			throw new InvalidRateLimitException("'" + property + ".limit' is " + window.limit(),
					"Use 1 to " + LONGEST_LOG + ": each call is remembered. For more, limit a method with a policy.");
		}
		if (window.period().toMillis() < 1) {
			throw new InvalidRateLimitException("'" + property + ".period' is " + window.period(),
					"Set it to more than zero, such as 1m or 1d.");
		}
	}

	/**
	 * Return how many calls have to be remembered.
	 * @return the largest limit
	 */
	public int longestLog() {
		return this.windows.stream().mapToInt(Window::limit).max().orElseThrow();
	}

	/**
	 * Return how long they have to be remembered.
	 * @return the longest period
	 */
	public Duration longestPeriod() {
		return this.windows.stream().map(Window::period).max(Comparator.naturalOrder()).orElseThrow();
	}

}
