package io.portfolioplatform.health.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Names the property, its value and the cure of an
 * {@link InvalidHealthConfigurationException}.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InvalidHealthConfigurationFailureAnalyzer
		extends AbstractFailureAnalyzer<InvalidHealthConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidHealthConfigurationException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.cure(), cause);
	}

}
