package io.portfolioplatform.ratelimit.autoconfigure;

import io.portfolioplatform.redis.diagnostics.UnknownPropertyFailureAnalyzer;

/**
 * Names a property of {@code platform.ratelimit} that does not exist, and the nearest one
 * that does.
 */
final class UnknownRateLimitPropertyFailureAnalyzer extends UnknownPropertyFailureAnalyzer {

	UnknownRateLimitPropertyFailureAnalyzer() {
		super(PlatformRateLimitProperties.PREFIX);
	}

}
