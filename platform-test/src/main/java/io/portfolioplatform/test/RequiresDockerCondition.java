package io.portfolioplatform.test;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Decides for {@link RequiresDocker}.
 */
final class RequiresDockerCondition implements ExecutionCondition {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (Boolean.parseBoolean(System.getenv("REQUIRE_DOCKER"))) {
			return ConditionEvaluationResult.enabled("REQUIRE_DOCKER=true");
		}
		return DockerClientFactory.instance().isDockerAvailable()
				? ConditionEvaluationResult.enabled("a Docker engine answers")
				: ConditionEvaluationResult.disabled("no Docker engine answers, and REQUIRE_DOCKER is not true");
	}

}
