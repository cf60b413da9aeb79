package io.portfolioplatform.dbpool.autoconfigure;

import io.portfolioplatform.dbpool.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do about a database that refuses the connection the start needs.
 */
final class RefusedConnectionFailureAnalyzer extends AbstractFailureAnalyzer<PSQLException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, PSQLException cause) {
		Refusal refusal = Refusal.of(cause);
		return (refusal != null)
				? new FailureAnalysis("The database refused a connection: " + cause.getMessage(), refusal.cure(), cause)
				: null;
	}

}
