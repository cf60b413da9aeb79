package io.portfolioplatform.redis.autoconfigure;

import io.portfolioplatform.redis.diagnostics.UnknownPropertyFailureAnalyzer;

/**
 * Names a property of {@code platform.redis} that does not exist, and the nearest one
 * that does.
 */
final class UnknownRedisPropertyFailureAnalyzer extends UnknownPropertyFailureAnalyzer {

	UnknownRedisPropertyFailureAnalyzer() {
		super("platform.redis");
	}

}
