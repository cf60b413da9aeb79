package io.portfolioplatform.perf.load;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Criterion}.
 */
class CriterionTests {

	private static final Sample GOOD = Samples.of(Map.of());

	@Test
	void namesWhatWasMissedAndInHowManyRounds() {
		Sample bad = Samples.sample(0.8, 80, List.of(60.0, 50.0), Map.of());
		assertThat(Criterion.missed(List.of(Samples.outcome(100, 0.01, 500, GOOD), Samples.outcome(100, 0, 500, bad))))
			.isEqualTo("errors in 1 of 2, p95, pool use in 1 of 2, cache hits in 1 of 2, busiest / idlest in 1 of 2");
		assertThat(Criterion.missed(List.of(Samples.outcome(100, 0.009, 499, GOOD)))).isEqualTo("-");
	}

	@Test
	void whatNobodyCountedIsNeitherKeptNorMissed() {
		Sample unread = new Sample(0.5, 0, 2, 0, 0, 100, List.of(50.0, 50.0), 200, 12, 1024, Map.of(), 0.5, 0, 0);
		Outcome outcome = Samples.outcome(100, 0, 20, unread);
		assertThat(Criterion.missed(List.of(outcome))).isEqualTo("-");
		assertThat(Criterion.HITS.keptBy(outcome)).isFalse();
	}

	@Test
	void onlyErrorsAndResponseTimesDecideWhatBreaks() {
		assertThat(Samples.outcome(100, 0, 499, Samples.sample(1, 0, List.of(9.0, 1.0), Map.of())).held()).isTrue();
		assertThat(Samples.outcome(100, 0, 500, GOOD).held()).isFalse();
		assertThat(Samples.outcome(100, 0.01, 499, GOOD).held()).isFalse();
	}

	@Test
	void namesAllWithTheirLimits() {
		assertThat(Criterion.all())
			.isEqualTo("errors < 1 %, p95 < 500 ms, pool use < 80 %, cache hits > 80 %, busiest / idlest < 1.2");
	}

}
