package io.portfolioplatform.test;

import java.util.Map;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;

/**
 * Something that a machine may lack. Tests that need it are left out there, unless
 * {@code REQUIRE_DOCKER=true} says that the machine has all it should have: they run
 * then, and fail.
 *
 * @param name what it is
 * @param environment the environment variables
 * @param present tells whether the machine has it
 */
record Requirement(String name, Map<String, String> environment, BooleanSupplier present) {

	private static final String ALL = "REQUIRE_DOCKER";

	Requirement(String name, BooleanSupplier present) {
		this(name, System.getenv(), present);
	}

	ConditionEvaluationResult evaluate() {
		if (Boolean.parseBoolean(this.environment.get(ALL))) {
			return ConditionEvaluationResult.enabled(ALL + "=true");
		}
		return this.present.getAsBoolean() ? ConditionEvaluationResult.enabled("there is " + this.name)
				: ConditionEvaluationResult.disabled("there is no " + this.name + ", and " + ALL + " is not true");
	}

}
