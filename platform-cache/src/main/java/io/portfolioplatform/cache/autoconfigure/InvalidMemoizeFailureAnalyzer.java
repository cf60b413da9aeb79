package io.portfolioplatform.cache.autoconfigure;

import io.portfolioplatform.cache.memoize.InvalidMemoizeException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Names the method whose {@code @Memoize} {@linkplain InvalidMemoizeException cannot
 * work}, why and the cure.
 */
class InvalidMemoizeFailureAnalyzer extends AbstractFailureAnalyzer<InvalidMemoizeException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidMemoizeException cause) {
		return new FailureAnalysis(
				"@Memoize on the following method cannot work: " + cause.getReason() + ".\n\n    " + cause.getMethod(),
				cause.getAction(), cause);
	}

}
