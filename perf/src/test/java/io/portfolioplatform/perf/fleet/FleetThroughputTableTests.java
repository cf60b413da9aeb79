package io.portfolioplatform.perf.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.portfolioplatform.perf.fleet.FleetThroughput.Throughput;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link FleetThroughput} writes, which needs no pooler.
 */
class FleetThroughputTableTests {

	@Test
	void theKeptTableIsThatOfTheFigures() throws IOException {
		List<Throughput> outcomes = new JsonMapper().readValue(Path.of("results/fleet-throughput.json"),
				new TypeReference<>() {
				});
		String kept = Files.readString(Path.of("results/fleet-throughput.md"));
		String machine = kept.substring(kept.lastIndexOf(" s on ") + " s on ".length(), kept.lastIndexOf('.'));
		assertThat(kept).isEqualTo(new FleetThroughput(8, 3).table(outcomes, machine));
	}

	@Test
	void leasesAreJudgedByTheBestFixedSizeOfTheSameRound() {
		List<Throughput> outcomes = new ArrayList<>();
		for (int pods : List.of(5, 50)) {
			// The second round met something else on the machine.
			for (double part : List.of(1.0, 0.5, 1.0)) {
				outcomes.add(new Throughput(pods, Throughput.LEASED, 38, 940 * part, 0));
				outcomes.add(new Throughput(pods, 2, 2 * pods, 100 * part, 0));
				outcomes.add(new Throughput(pods, 10, 10 * pods, 500 * part, 0));
				outcomes.add(new Throughput(pods, (pods > 5) ? 3 : 37, (pods > 5) ? 150 : 185, 1000 * part, 0));
			}
		}
		assertThat(new FleetThroughput(3, 1).table(outcomes, "2 cores"))
			.contains("| 5 | leased | 38 | 940 | 470 to 940 |", "| 50 | leased | 38 |", "| 5 | 37 | 185 | 1,000 |")
			.contains("- 5 pods: leased at least 0.95 times the best fixed size: 0.94 (0.94 to 0.94), **not reached**",
					"- 50 pods: leased at least 0.95 times the best fixed size: 0.94 (0.94 to 0.94), **not reached**");
	}

}
