package io.portfolioplatform.ratelimit.autoconfigure;

import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says what is wrong with a limit, and how to mend it. It comes before Boot's own
 * analyzer of properties, which knows no cure.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InvalidRateLimitFailureAnalyzer extends AbstractFailureAnalyzer<InvalidRateLimitException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidRateLimitException cause) {
		return new FailureAnalysis(cause.getMessage() + ".", cause.getCure(), cause);
	}

}
