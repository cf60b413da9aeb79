package io.portfolioplatform.ratelimit.autoconfigure;

import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what is wrong with a limit, and how to mend it.
 */
final class InvalidRateLimitFailureAnalyzer extends AbstractFailureAnalyzer<InvalidRateLimitException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidRateLimitException cause) {
		return new FailureAnalysis(cause.getMessage() + ".", cause.getCure(), cause);
	}

}
