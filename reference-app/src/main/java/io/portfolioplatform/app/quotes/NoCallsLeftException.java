package io.portfolioplatform.app.quotes;

import java.time.Duration;

/**
 * The calls a provider allows are used up for now.
 */
class NoCallsLeftException extends RuntimeException {

	private final Duration wait;

	NoCallsLeftException(Duration wait) {
		super("No call is left for " + wait);
		this.wait = wait;
	}

	Duration untilNext() {
		return this.wait;
	}

}
