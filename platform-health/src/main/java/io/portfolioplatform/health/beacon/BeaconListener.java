package io.portfolioplatform.health.beacon;

import java.time.Duration;

/**
 * Hears of every time a browser measured.
 */
@FunctionalInterface
public interface BeaconListener {

	/**
	 * A browser measured a time.
	 * @param page one of the configured pages, or {@code other}
	 * @param timing what was measured
	 * @param time how long it took
	 */
	void measured(String page, BrowserTiming timing, Duration time);

}
