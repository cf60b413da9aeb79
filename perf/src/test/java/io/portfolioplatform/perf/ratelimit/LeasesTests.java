package io.portfolioplatform.perf.ratelimit;

import java.util.List;

import io.portfolioplatform.perf.ratelimit.Leases.Round;
import io.portfolioplatform.perf.ratelimit.Leases.Row;
import io.portfolioplatform.ratelimit.policy.Mode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Leases}.
 */
class LeasesTests {

	@Test
	void everyRowIsJudged() {
		List<Row> rows = List.of(once(Mode.LEASED, 1, 0.0095, 0.02), once(Mode.LEASED, 4, 0.0457, 0.02),
				once(Mode.EXACT, 4, 0.5, 0.01), once(Mode.EXACT, 4, 0.7072, 0.01));
		assertThat(Leases.table(rows).markdown())
			.contains("| LEASED | 1000 | 1 | 0.0095 | one run | at most 0.03: reached | 0.00 % | 2.0 % | one run |")
			.contains(
					"| LEASED | 1000 | 4 | 0.0457 | one run | at most 0.03: **not reached** | 0.00 % | 2.0 % | one run |")
			.contains("| EXACT | 1000 | 4 | 0.5000 | one run | at most 0.5: reached | 0.00 % | 1.0 % | one run |")
			.contains(
					"| EXACT | 1000 | 4 | 0.7072 | one run | at most 0.5: **not reached** | 0.00 % | 1.0 % | one run |");
	}

	@Test
	void roundsAreTheirMediansAndTheWorstBeyondTheLimit() {
		Row row = new Row(Mode.LEASED, 1000, 1,
				List.of(new Round(0.02, 0, 0.03), new Round(0.04, 0.01, 0.01), new Round(0.01, 0, 0.02)));
		assertThat(Leases.table(List.of(row)).markdown()).contains(
				"| LEASED | 1000 | 1 | 0.0200 | 0.0100 to 0.0400 | at most 0.03: reached | 1.00 % | 2.0 % | 1.0 to 3.0 |")
			.contains("in per cent: at most 0.0: 1.0000, **not reached**");
	}

	private static Row once(Mode mode, int pods, double commands, double unused) {
		return new Row(mode, 1000, pods, List.of(new Round(commands, 0, unused)));
	}

}
