package io.portfolioplatform.perf.faults;

/**
 * How one request ended.
 *
 * @param person who asked
 * @param write whether it was to change something
 * @param kind what came of it
 * @param detail the status, or the exception
 * @param begun when it began, as {@link System#nanoTime()}
 * @param at when it ended
 */
record Answer(int person, boolean write, Kind kind, String detail, long begun, long at) {

	private static final int TOO_MANY = 429;

	private static final int UNAVAILABLE = 503;

	long nanos() {
		return this.at - this.begun;
	}

	/**
	 * Kinds of answers.
	 */
	enum Kind {

		/** What was asked for. */
		OK,

		/** A documented refusal: 429 or 503, with {@code Retry-After}. */
		REFUSED,

		/** Anything else. */
		BROKEN;

		/**
		 * Return what a status is that was not asked for.
		 * @param status the status
		 * @param retryAfter whether the answer says when to come again
		 */
		static Kind of(int status, boolean retryAfter) {
			return retryAfter && (status == TOO_MANY || status == UNAVAILABLE) ? REFUSED : BROKEN;
		}

	}

}
