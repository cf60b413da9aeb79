package io.portfolioplatform.dbpool.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Names the role that policies do not bind and says how to give the application one of
 * its own.
 */
final class UnboundRoleFailureAnalyzer extends AbstractFailureAnalyzer<UnboundRoleException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnboundRoleException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.cure(), cause);
	}

}
