package io.portfolioplatform.cache.autoconfigure;

import io.portfolioplatform.cache.memoize.InvalidCacheAnnotationException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Names the method whose annotation {@linkplain InvalidCacheAnnotationException cannot
 * work}, why and the cure.
 */
class InvalidCacheAnnotationFailureAnalyzer extends AbstractFailureAnalyzer<InvalidCacheAnnotationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidCacheAnnotationException cause) {
		return new FailureAnalysis(cause.getAnnotation() + " on the following method cannot work: " + cause.getReason()
				+ ".\n\n    " + cause.getMethod(), cause.getAction(), cause);
	}

}
