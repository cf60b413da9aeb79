package io.portfolioplatform.perf.faults;

import java.time.Duration;
import java.util.Locale;

/**
 * Something that breaks and is mended again.
 *
 * @param name what breaks, in words
 * @param lasts how long it stays broken
 * @param bearable what people may notice of it
 * @param inject breaks it
 * @param lift mends it; what mends itself does nothing here
 */
record Fault(String name, Duration lasts, Bearable bearable, Step inject, Step lift) {

	Fault(String name, Duration lasts, Step inject, Step lift) {
		this(name, lasts, Bearable.REFUSALS, inject, lift);
	}

	/**
	 * Return the same, of which people must notice nothing: nobody is refused, and nobody
	 * waits for long.
	 */
	Fault forNobody() {
		return new Fault(this.name, this.lasts, Bearable.NOTHING, this.inject, this.lift);
	}

	/**
	 * Return the same, which the others must stand in for: nobody is told that the
	 * service is not available.
	 */
	Fault forFew() {
		return new Fault(this.name, this.lasts, Bearable.LIMITS, this.inject, this.lift);
	}

	boolean isCalled(String word) {
		return this.name.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
	}

	/**
	 * What people may notice.
	 */
	enum Bearable {

		/** They are refused as is documented: 429 or 503, with {@code Retry-After}. */
		REFUSALS,

		/**
		 * A few are over a limit that is counted with less than the whole fleet knows.
		 */
		LIMITS,

		/** Nothing: nobody is refused, and nobody waits for long. */
		NOTHING

	}

	/**
	 * One side of a fault.
	 */
	@FunctionalInterface
	interface Step {

		void run() throws Exception;

	}

}
