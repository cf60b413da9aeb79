package io.portfolioplatform.app.dashboard;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts one browser for each test that asks for it.
 */
class ChromiumExtension implements ExecutionCondition, ParameterResolver {

	private static final ExtensionContext.Namespace BROWSERS = ExtensionContext.Namespace
		.create(ChromiumExtension.class);

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (Boolean.parseBoolean(System.getenv("REQUIRE_DOCKER")) || Browser.isInstalled()) {
			return ConditionEvaluationResult.enabled("Chromium is there, or has to be");
		}
		return ConditionEvaluationResult.disabled("chromium and chromedriver are not both installed");
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Browser.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getStore(BROWSERS).computeIfAbsent(context.getUniqueId(), (id) -> Browser.start());
	}

}
