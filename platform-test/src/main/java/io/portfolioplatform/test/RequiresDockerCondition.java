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
		return new Requirement("Docker engine that answers", () -> DockerClientFactory.instance().isDockerAvailable())
			.evaluate();
	}

}
