package io.portfolioplatform.perf.faults;

import java.time.Duration;

/**
 * Something that breaks and is mended again.
 *
 * @param name what breaks, in words
 * @param lasts how long it stays broken
 * @param inject breaks it
 * @param lift mends it; what mends itself does nothing here
 */
record Fault(String name, Duration lasts, Step inject, Step lift) {

	/**
	 * One side of a fault.
	 */
	@FunctionalInterface
	interface Step {

		void run() throws Exception;

	}

}
