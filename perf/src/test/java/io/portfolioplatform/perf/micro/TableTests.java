package io.portfolioplatform.perf.micro;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.portfolioplatform.perf.report.Rounds;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Table}.
 */
class TableTests {

	@Test
	void comparesWithThePeerWithinEachRound() {
		Table table = Table.measured(Suite.NEAR_HIT,
				Map.of("memoize", scores(10, 90, 30), "springCacheable", scores(50, 60, 70)), "a machine");
		// 0.20, 1.50 and 0.43.
		assertThat(table.markdown()).contains("| memoize | 30.0 | 10.0 to 90.0 | 60 | 0.43 | 0.43 |")
			.contains("| springCacheable | 60.0 | 50.0 to 70.0 | 120 | 1.00 | 1.00 |")
			.endsWith("Medians of 3 rounds, each the lower quartile of 20 iterations in a new JVM, on a machine.\n");
	}

	@Test
	void dividesByNothingThatCostsNothing() {
		Map<String, List<Score>> scores = Map.of("allFilters", List.of(new Score("allFilters", 270, 344)), "none",
				List.of(new Score("none", 2, 0.001)));
		assertThat(Table.measured(Suite.HEALTH_FILTERS, scores, "a machine").markdown())
			.contains("| allFilters | 270.0 | 270.0 to 270.0 | 344 | 135.00 | - |\n")
			.contains("| none | 2.0 | 2.0 to 2.0 | 0 | 1.00 | - |\n");
	}

	@Test
	void saysWhatTheSuiteHasToSayBeside() {
		assertThat(Table.measured(Suite.CODEC, Map.of("jsonDeflated", scores(1)), "a machine").markdown())
			.containsPattern("on a machine\\.\n\nBytes written: \\{cbor=\\d+, .*}\\.\n$");
	}

	@Test
	void keepsHowItWasMeasured() {
		String how = "Medians of 2 rounds, each the best iteration of a new JVM, on a machine. Committed with 0a1b2c3.\n";
		Table table = Table.anew(Suite.POOL_BORROW, Map.of("hikari", scores(50), "platform", scores(60)),
				"| another table |\n\n" + how);
		assertThat(table.markdown()).contains("| platform | 60.0 | 60.0 to 60.0 | 120 | 1.20 | 1.20 |")
			.doesNotContain("another")
			.endsWith("\nRatios and differences are medians of those of each round. " + how);
		assertThat(Table.anew(table.suite(), table.scores(), table.markdown())).isEqualTo(table);
	}

	@Test
	void takesTheMiddleOfAnEvenNumberOfRounds() {
		assertThat(Rounds.median(scores(4, 1, 3, 2), Score::time)).isEqualTo(2.5);
	}

	@Test
	void saysNotANumberWhereNothingWasMeasured() {
		assertThat(Table.measured(Suite.NEAR_HIT, Map.of("memoize", scores(1)), "a machine").markdown())
			.contains("NaN");
	}

	private static List<Score> scores(double... times) {
		return Arrays.stream(times).mapToObj((time) -> new Score("any", time, 2 * time)).toList();
	}

}
