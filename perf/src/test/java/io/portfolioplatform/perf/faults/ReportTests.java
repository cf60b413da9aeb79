package io.portfolioplatform.perf.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Report}: each thing that must hold is missed once.
 */
class ReportTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	@Test
	void holdsWithRefusalsAndQuickRecovery() {
		Report report = new Report(SECOND, List.of(outcome(Map.of(), SECOND, 0, 0, 0)), 0, 0);
		assertThat(report.held()).isTrue();
		assertThat(report.markdown()).contains("| killed | 100 | 7 | 0 | 1000 | 1.0 | 0 | 0 | 9 | held |",
				"does not hold: 0; held more often than acknowledged: 0");
	}

	@Test
	void doesNotHoldWithOneOfThese() {
		for (Outcome outcome : List.of(outcome(Map.of("502", 1L), SECOND, 0, 0, 0),
				outcome(Map.of(), Duration.ofSeconds(11), 0, 0, 0), outcome(Map.of(), null, 0, 0, 0),
				outcome(Map.of(), SECOND, 1, 0, 0), outcome(Map.of(), SECOND, 0, 1, 0),
				outcome(Map.of(), SECOND, 0, 0, 1),
				new Outcome("killed", 100, 7, Map.of(), SECOND, SECOND, 0, 0, 0, 189))) {
			Report report = new Report(SECOND, List.of(outcome), 0, 0);
			assertThat(report.held()).as(outcome.toString()).isFalse();
			assertThat(report.markdown()).contains("not reached");
		}
	}

	@Test
	void doesNotHoldWithALostOrDoubledPurchase() {
		List<Outcome> fine = List.of(outcome(Map.of(), SECOND, 0, 0, 0));
		assertThat(new Report(SECOND, fine, 2, 0).held()).isFalse();
		assertThat(new Report(SECOND, fine, 0, 1).held()).isFalse();
		assertThat(new Report(SECOND, fine, 2, 1).markdown())
			.contains("does not hold: 2; held more often than acknowledged: 1");
	}

	private static Outcome outcome(Map<String, Long> broken, @Nullable Duration recovery, int foreign, int old,
			int deadly) {
		return new Outcome("killed", 100, 7, broken, SECOND, recovery, foreign, old, deadly, 9);
	}

}
