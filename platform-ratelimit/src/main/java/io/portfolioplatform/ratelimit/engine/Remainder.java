package io.portfolioplatform.ratelimit.engine;

/**
 * What is left for a key, looked up when it is asked for.
 */
public interface Remainder {

	/**
	 * Return the tokens left.
	 * @return the number of tokens, at least zero
	 */
	long tokens();

	/**
	 * Return how long until there is a token more, or, after a refusal, until the call
	 * would be admitted.
	 * @return nanoseconds, zero if nothing is used
	 */
	long nanosUntilMore();

	/**
	 * Return both figures of one moment.
	 * @return what is known from now on
	 */
	default Known known() {
		return new Known(tokens(), nanosUntilMore());
	}

	/**
	 * Return what is known already.
	 * @param tokens the tokens left
	 * @param nanosUntilMore how long until there is more, in nanoseconds
	 * @return the remainder
	 */
	static Remainder of(long tokens, long nanosUntilMore) {
		return new Known(tokens, nanosUntilMore);
	}

	/**
	 * A remainder that is known already.
	 *
	 * @param tokens the tokens left
	 * @param nanosUntilMore how long until there is more, in nanoseconds
	 */
	record Known(long tokens, long nanosUntilMore) implements Remainder {

		private static final long NANOS_PER_SECOND = 1_000_000_000;

		@Override
		public Known known() {
			return this;
		}

		/**
		 * Return the time until there is more, never too early.
		 * @return seconds, rounded up
		 */
		public long secondsUntilMore() {
			return -Math.floorDiv(-this.nanosUntilMore, NANOS_PER_SECOND);
		}

	}

}
