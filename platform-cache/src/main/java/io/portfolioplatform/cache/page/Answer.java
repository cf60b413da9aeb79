package io.portfolioplatform.cache.page;

/**
 * What came of asking a controller for a page.
 */
sealed interface Answer permits Page, Answer.Refused {

	/**
	 * An answer that must not be remembered: each caller asks the controller itself. That
	 * it is so is remembered for a moment, so that callers do not wait for each other in
	 * vain.
	 */
	record Refused() implements Answer {

	}

}
