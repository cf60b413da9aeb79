package io.portfolioplatform.perf.chain;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChainReport}.
 */
class ChainReportTests {

	@Test
	void comparesWithinEachRound() {
		String report = report(burst(1_000), burst(2_000), burst(3_000)).markdown();
		// 0.1, 0.4 and 0.75 of 10,000, 5,000 and 4,000.
		assertThat(report).contains("| requests beside the bare controller | 0.40 | at least 0.5 | not reached |\n",
				"| the same, aimed for | 0.40 | at least 0.7 | not reached |\n",
				"| requests a second and core | 1000 | at least 2000 | not reached |\n",
				"| requests a second of a pod, p95 below 500 ms | 2000 | at least 40 | reached |\n");
	}

	@Test
	void saysWhatIsReached() {
		assertThat(report(burst(9_000), burst(4_500), burst(4_000)).markdown())
			.contains("| requests beside the bare controller | 0.90 | at least 0.5 | reached |\n",
					"| the same, aimed for | 0.90 | at least 0.7 | reached |\n",
					"| requests a second and core | 2250 | at least 2000 | reached |\n",
					"For the same CPU time: 0.90 of")
			.doesNotContain("not reached");
	}

	private static ChainReport report(Burst... chain) {
		return new ChainReport(Map.of(ChainReport.CHAIN, List.of(chain), ChainReport.BARE,
				List.of(burst(10_000), burst(5_000), burst(4_000))));
	}

	private static Burst burst(double rate) {
		return new Burst(rate, 20, rate / 2);
	}

}
