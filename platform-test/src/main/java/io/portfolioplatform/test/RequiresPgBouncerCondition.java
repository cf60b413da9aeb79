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
		if (Boolean.parseBoolean(System.getenv("REQUIRE_DOCKER"))) {
			return ConditionEvaluationResult.enabled("REQUIRE_DOCKER=true");
		}
		return PgBouncerServer.isInstalled() ? ConditionEvaluationResult.enabled("PgBouncer is installed")
				: ConditionEvaluationResult.disabled("PgBouncer is not installed, and REQUIRE_DOCKER is not true");
	}

}
