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

	}

}
