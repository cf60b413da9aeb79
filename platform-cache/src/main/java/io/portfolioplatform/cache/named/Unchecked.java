package io.portfolioplatform.cache.named;

import java.lang.reflect.UndeclaredThrowableException;

/**
 * What a loader without checked exceptions threw, as it is.
 */
final class Unchecked {

	private Unchecked() {
	}

	/**
	 * Throw an error, or return an exception to be thrown.
	 */
	static RuntimeException of(Throwable failure) {
		if (failure instanceof Error error) {
			throw error;
		}
		return (failure instanceof RuntimeException unchecked) ? unchecked : new UndeclaredThrowableException(failure);
	}

}
