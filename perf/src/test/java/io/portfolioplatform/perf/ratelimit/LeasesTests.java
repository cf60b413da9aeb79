package io.portfolioplatform.perf.ratelimit;

import java.util.List;

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
		List<Row> rows = List.of(new Row(Mode.LEASED, 1000, 1, 0.0095, 0, 0.02),
				new Row(Mode.LEASED, 1000, 4, 0.0457, 0, 0.02), new Row(Mode.EXACT, 1000, 4, 0.5, 0, 0.01),
				new Row(Mode.EXACT, 1000, 4, 0.7072, 0, 0.01));
		assertThat(Leases.table(rows, "").markdown())
			.contains("| LEASED | 1000 | 1 | 0.0095 | at most 0.03: reached | 0.00 % | 2.0 % |")
			.contains("| LEASED | 1000 | 4 | 0.0457 | at most 0.03: **not reached** | 0.00 % | 2.0 % |")
			.contains("| EXACT | 1000 | 4 | 0.5000 | at most 0.5: reached | 0.00 % | 1.0 % |")
			.contains("| EXACT | 1000 | 4 | 0.7072 | at most 0.5: **not reached** | 0.00 % | 1.0 % |");
	}

}
