package io.portfolioplatform.domain;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The snippet of the module's README, compiled and run.
 */
class ReadmeTests {

	@Test
	void weightsSumToOne() throws IOException {
		Map<String, BigDecimal> weights = LargestRemainder
			.weights(Map.of("Shares", new BigDecimal("2"), "Cash", new BigDecimal("1")));
		assertThat(weights).containsOnly(Map.entry("Shares", new BigDecimal("0.6667")),
				Map.entry("Cash", new BigDecimal("0.3333")));
		assertThat(Files.readString(Path.of("README.md"))).contains(
				"LargestRemainder.weights(Map.of(\"Shares\", new BigDecimal(\"2\"), \"Cash\", new BigDecimal(\"1\")))");
	}

}
