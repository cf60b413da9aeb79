package io.portfolioplatform.perf.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.portfolioplatform.perf.fleet.FleetThroughput.Throughput;
import org.jspecify.annotations.Nullable;
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
				outcomes.add(leased(pods, null, 38, 940 * part));
				outcomes.add(leased(pods, 60, 78, 960 * part));
				outcomes.add(sized(pods, 2, 100 * part));
				outcomes.add(sized(pods, 10, 500 * part));
				outcomes.add(sized(pods, (pods > 5) ? 3 : 37, 1000 * part));
			}
		}
		assertThat(new FleetThroughput(3, 1).table(outcomes, "2 cores")).contains("""
				| 5 | leased | 38 | 940 | 470 to 940 | 0 |
				| 5 | leased with 60 slots | 78 | 960 | 480 to 960 | 0 |
				| 5 | 2 | 10 | 100 | 50 to 100 | 0 |
				""", "| 50 | leased | 38 |", "| 50 | leased with 60 slots | 78 |", "| 5 | 37 | 185 | 1,000 |")
			.contains(
					"""

							- 5 pods: leased at least 0.95 times the best fixed size: 0.94 (0.94 to 0.94), **not reached**
							- 5 pods: leased with 60 slots at least 0.95 times the best fixed size: 0.96 (0.96 to 0.96), **reached**
							- 50 pods: leased at least 0.95 times the best fixed size: 0.94 (0.94 to 0.94), **not reached**
							- 50 pods: leased with 60 slots at least 0.95 times the best fixed size: 0.96 (0.96 to 0.96), **reached**
							""");
	}

	@Test
	void resultsWithoutTheShippedSlotsAreRead() {
		JsonMapper json = new JsonMapper();
		assertThat(json.readValue("""
				{"pods":5,"size":0,"connections":38,"perSecond":325.6,"failed":0}""", Throughput.class))
			.isEqualTo(leased(5, null, 38, 325.6));
		Throughput shipped = leased(5, 60, 78, 720.5);
		assertThat(json.readValue(json.writeValueAsString(shipped), Throughput.class)).isEqualTo(shipped);
	}

	@Test
	void theSlotsBesideAreThoseThatAreShipped() {
		assertThat(Path.of("../deploy/k8s/base/backend.env")).content()
			.contains("\nPLATFORM_DB_POOL_BUDGET_SLOTS=" + FleetThroughput.SHIPPED_SLOTS + "\n");
		assertThat(Settings.full().withSlots(60).properties()).contains("platform.db-pool.budget.slots=60");
	}

	private static Throughput leased(int pods, @Nullable Integer slots, int connections, double perSecond) {
		return new Throughput(pods, Throughput.LEASED, slots, connections, perSecond, 0);
	}

	private static Throughput sized(int pods, int size, double perSecond) {
		return new Throughput(pods, size, null, pods * size, perSecond, 0);
	}

}
