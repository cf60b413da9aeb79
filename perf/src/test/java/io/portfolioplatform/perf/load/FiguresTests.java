package io.portfolioplatform.perf.load;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Figures}.
 */
class FiguresTests {

	private static final String SUMMARY = """
			> request count                                    |     1,000 |       999 |         1
			---- Global Information ---------------------------|---Total---|-----OK----|----KO----
			> request count                                    |     2,752 |     2,750 |         2
			> min response time (ms)                           |         1 |         1 |         3
			> response time 50th percentile (ms)               |         9 |         9 |         8
			> response time 95th percentile (ms)               |     1,497 |     1,490 |        17
			> response time 99th percentile (ms)               |     4,892 |     4,890 |        18
			> mean throughput (rps)                            |     91.73 |     91.67 |      0.07
			""";

	@Test
	void readsTheSummaryAndNothingBefore() {
		assertThat(Figures.parse(SUMMARY)).isEqualTo(new Figures(2752, 2, 91.73, 9, 1497, 4892));
	}

	@Test
	void readsNoFailures() {
		assertThat(Figures.parse(SUMMARY.replace("|         2\n", "|         -\n")).failed()).isZero();
	}

	@Test
	void saysWhatIsMissing() {
		assertThatIllegalArgumentException().isThrownBy(() -> Figures.parse("Crashed"))
			.withMessageContaining("no summary");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Figures.parse(SUMMARY.replace("mean throughput", "throughput")))
			.withMessageContaining("mean throughput (rps)");
	}

}
