package io.portfolioplatform.dbpool.autoconfigure;

import io.portfolioplatform.dbpool.budget.InvalidBudgetException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Shows the arithmetic of a budget that does not work out.
 */
final class InvalidBudgetFailureAnalyzer extends AbstractFailureAnalyzer<InvalidBudgetException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidBudgetException cause) {
		return new FailureAnalysis(cause.getMessage() + ".", cause.getCure(), cause);
	}

}
