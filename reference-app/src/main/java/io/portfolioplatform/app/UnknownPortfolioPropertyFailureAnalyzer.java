package io.portfolioplatform.app;

import io.portfolioplatform.redis.diagnostics.UnknownPropertyFailureAnalyzer;

/**
 * Names a property of {@code portfolio} that does not exist, and the nearest one that
 * does.
 */
final class UnknownPortfolioPropertyFailureAnalyzer extends UnknownPropertyFailureAnalyzer {

	UnknownPortfolioPropertyFailureAnalyzer() {
		super("portfolio");
	}

}
