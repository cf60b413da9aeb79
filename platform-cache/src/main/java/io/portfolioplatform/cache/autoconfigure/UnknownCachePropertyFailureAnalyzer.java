package io.portfolioplatform.cache.autoconfigure;

import io.portfolioplatform.redis.diagnostics.UnknownPropertyFailureAnalyzer;

/**
 * Names a property of {@code platform.cache} that does not exist, and the nearest one
 * that does.
 */
final class UnknownCachePropertyFailureAnalyzer extends UnknownPropertyFailureAnalyzer {

	UnknownCachePropertyFailureAnalyzer() {
		super("platform.cache");
	}

}
