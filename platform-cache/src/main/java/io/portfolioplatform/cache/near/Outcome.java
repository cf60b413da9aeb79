package io.portfolioplatform.cache.near;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a load ended with.
 */
sealed interface Outcome {

	/**
	 * The loader returned.
	 *
	 * @param value what it returned
	 * @param ttl how long to cache it
	 */
	record Value(@Nullable Object value, Duration ttl) implements Outcome {

	}

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
