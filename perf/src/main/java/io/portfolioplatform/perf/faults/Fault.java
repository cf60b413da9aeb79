package io.portfolioplatform.perf.faults;

import java.time.Duration;
import java.util.Locale;

/**
 * Something that breaks and is mended again.
 *
 * @param name what breaks, in words
 * @param lasts how long it stays broken
 * @param inject breaks it
 * @param lift mends it; what mends itself does nothing here
 */
record Fault(String name, Duration lasts, Step inject, Step lift) {

	boolean isCalled(String word) {
		return this.name.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
	}

	/**
	 * One side of a fault.
	 */
	@FunctionalInterface
	interface Step {

		void run() throws Exception;

	}

}
