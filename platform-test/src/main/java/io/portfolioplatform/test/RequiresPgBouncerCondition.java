package io.portfolioplatform.test;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Decides for {@link RequiresPgBouncer}.
 */
final class RequiresPgBouncerCondition implements ExecutionCondition {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		return new Requirement("PgBouncer", PgBouncerServer::isInstalled).evaluate();
	}

}
