package io.portfolioplatform.app.user;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says how to give the application a role of its own.
 */
class UnboundRoleFailureAnalyzer extends AbstractFailureAnalyzer<UnboundRoleException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnboundRoleException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), """
				Let this user run the migrations only, by spring.flyway.url, spring.flyway.user and \
				spring.flyway.password, and the application sign in as the role they grant rights to: \
				alter role portfolio_app login password '...'; then name portfolio_app in DATABASE_URL.""", cause);
	}

}
