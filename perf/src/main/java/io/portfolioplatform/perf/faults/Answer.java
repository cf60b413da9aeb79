package io.portfolioplatform.perf.faults;

/**
 * How one request ended.
 *
 * @param person who asked
 * @param kind what came of it
 * @param detail the status, or the exception
 * @param nanos how long it took
 * @param at when it ended, as {@link System#nanoTime()}
 */
record Answer(int person, Kind kind, String detail, long nanos, long at) {

	/**
	 * Kinds of answers.
	 */
	enum Kind {

		/** What was asked for. */
		OK,

		/** A documented refusal: 429, or 503 with {@code Retry-After}. */
		REFUSED,

		/** Anything else. */
		BROKEN

	}

}
