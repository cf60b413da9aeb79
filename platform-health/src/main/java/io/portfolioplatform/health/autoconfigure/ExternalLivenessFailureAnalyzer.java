package io.portfolioplatform.health.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says why an {@link ExternalLivenessException} stopped the start and what to do instead.
 */
final class ExternalLivenessFailureAnalyzer extends AbstractFailureAnalyzer<ExternalLivenessException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ExternalLivenessException cause) {
		return new FailureAnalysis(
				"'" + LivenessGroup.PROPERTY + "' contains '" + cause.indicator()
						+ "'. When that indicator fails, every pod is restarted at once, which heals nothing and "
						+ "loses all requests in progress.",
				"Leave only 'livenessState' in '" + LivenessGroup.PROPERTY + "'. Show '" + cause.indicator()
						+ "' in '/actuator/health' and alert on it there.",
				cause);
	}

}
