package io.portfolioplatform.app.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says which variable of the Supabase project to set.
 */
class InvalidSupabaseProjectFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSupabaseProjectException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidSupabaseProjectException cause) {
		return new FailureAnalysis(cause.description(), cause.action(), cause);
	}

}
