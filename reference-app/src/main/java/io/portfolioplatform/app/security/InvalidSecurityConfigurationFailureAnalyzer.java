package io.portfolioplatform.app.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says which variable to set, and to what.
 */
class InvalidSecurityConfigurationFailureAnalyzer
		extends AbstractFailureAnalyzer<InvalidSecurityConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidSecurityConfigurationException cause) {
		return new FailureAnalysis(cause.description(), cause.action(), cause);
	}

}
