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
	void comparesMediansWithThePeers() {
		Table table = new Table(Suite.NEAR_HIT,
				Map.of("memoize", scores(10, 90, 30), "springCacheable", scores(50, 60, 70)), "a machine");
		assertThat(table.markdown()).contains("| memoize | 30.0 | 10.0 to 90.0 | 60 | 0.50 | 0.50 |")
			.contains("| springCacheable | 60.0 | 50.0 to 70.0 | 120 | 1.00 | 1.00 |")
			.endsWith("Medians of 3 rounds, each the lower quartile of 20 iterations in a new JVM, on a machine.\n");
	}

	@Test
	void takesTheMiddleOfAnEvenNumberOfRounds() {
		assertThat(Rounds.median(scores(4, 1, 3, 2), Score::time)).isEqualTo(2.5);
	}

	@Test
	void saysNotANumberWhereNothingWasMeasured() {
		assertThat(new Table(Suite.NEAR_HIT, Map.of("memoize", scores(1)), "a machine").markdown()).contains("NaN");
	}

	private static List<Score> scores(double... times) {
		return Arrays.stream(times).mapToObj((time) -> new Score("any", time, 2 * time)).toList();
	}

}
