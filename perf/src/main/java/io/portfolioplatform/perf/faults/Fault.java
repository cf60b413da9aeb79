package io.portfolioplatform.perf.faults;

import java.time.Duration;
import java.util.Locale;

/**
 * Something that breaks and is mended again.
 *
 * @param name what breaks, in words
 * @param lasts how long it stays broken
 * @param unnoticed whether people must not notice it at all
 * @param inject breaks it
 * @param lift mends it; what mends itself does nothing here
 */
record Fault(String name, Duration lasts, boolean unnoticed, Step inject, Step lift) {

	Fault(String name, Duration lasts, Step inject, Step lift) {
		this(name, lasts, false, inject, lift);
	}

	/**
	 * Return the same, of which people must notice nothing: nobody is refused, and nobody
	 * waits for long.
	 */
	Fault forNobody() {
		return new Fault(this.name, this.lasts, true, this.inject, this.lift);
	}

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
