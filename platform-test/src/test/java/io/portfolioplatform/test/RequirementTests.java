package io.portfolioplatform.test;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequirementTests {

	@ParameterizedTest
	@CsvSource({ "true, false, false", "true, true, false", "false, false, true", "false, true, false",
			"'', false, true", "'', true, false" })
	void onlyWhereNothingIsDemandedIsATestLeftOut(String demanded, boolean present, boolean leftOut) {
		Requirement requirement = new Requirement("thing", Map.of("REQUIRE_DOCKER", demanded), () -> present);
		assertThat(requirement.evaluate().isDisabled()).isEqualTo(leftOut);
	}

	@ParameterizedTest
	@CsvSource({ "false, true", "true, false" })
	void withoutTheVariableNothingIsDemanded(boolean present, boolean leftOut) {
		assertThat(new Requirement("thing", Map.of(), () -> present).evaluate().isDisabled()).isEqualTo(leftOut);
	}

}
