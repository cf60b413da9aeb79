package io.portfolioplatform.perf.dbpool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.portfolioplatform.perf.report.Machine;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Fairness}.
 */
class FairnessTests {

	private static final Path RESULTS = Path.of("results");

	private final Fairness fairness = new Fairness(20, 3);

	@Test
	void theKeptTableIsThatOfTheRounds() throws IOException {
		List<Fairness.Round> measured = JsonMapper.builder()
			.build()
			.readValue(RESULTS.resolve("pool-fair.json"), new TypeReference<>() {
			});
		String table = this.fairness.table(measured);
		assertThat(RESULTS.resolve("pool-fair.md")).content()
			.startsWith(table.substring(0, table.indexOf(Machine.describe())));
	}

	@Test
	void judgesNothingWhereSomeHadNoConnection() {
		Crowd.Outcome hikari = new Crowd.Outcome(68_000, 0, 1, 20_000);
		Crowd.Outcome gated = new Crowd.Outcome(70_000, 3, 550, 600);
		assertThat(this.fairness.table(List.of(new Fairness.Round(hikari, gated))))
			.contains("| 1 | 20,000 ms | 1 ms | 3,400 | 0 | 600 ms | 550 ms | 3,500 | 3 |")
			.contains("**not judged, because some had no connection**")
			.doesNotContain("reached");
	}

}
