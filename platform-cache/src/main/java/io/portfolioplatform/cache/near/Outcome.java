package io.portfolioplatform.cache.near;

/**
 * What a load ended with: a {@link Value}, or one of these.
 */
sealed interface Outcome permits Value, Outcome.Failure, Outcome.Abandoned {

	/**
	 * The loader threw.
	 *
	 * @param cause what it threw
	 */
	record Failure(Throwable cause) implements Outcome {

	}

	/**
	 * The loading thread was interrupted, which says nothing about the value.
	 */
	record Abandoned() implements Outcome {

	}

}
