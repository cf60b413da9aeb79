package io.portfolioplatform.perf.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CompareReport}.
 */
class CompareReportTests {

	private static final Sample SYSTEM = Samples.of(Map.of("backend-1", 0.5, "backend-2", 0.25, "postgres", 0.125));

	@Test
	void takesMediansOfTheRoundsThatCameSoFar() {
		String report = new CompareReport(300,
				List.of(run(Variant.STARTERS, 100, 300), run(Variant.USUAL, 40), run(Variant.STARTERS, 200)),
				"Redis 8.0")
			.markdown("a machine");
		assertThat(report).contains(
				"| with the starters | 50 | - | - | 2 | 0 | 50 | 0.0 % | 38 | 150 | 100 to 200 | 300 | 50 % | 12 | 2.00 | 2.00 | 20.0 % | 0.75 | 0.50 | 0.13 | - |\n",
				"| with the starters | 100 | - | - | 1 | 0 | 100 | 0.0 % | 75 | 300 | 300 to 300 |",
				"| " + Variant.USUAL.title() + " | 50 | - | - | 1 | 0 | 50 | 0.0 % | 10 | 40 | 40 to 40 |",
				"failed: 4. ", ": Redis 8.0, the load generator included");
	}

	@Test
	void saysWhatBrokeAndWhatDidNot() {
		String report = new CompareReport(1000,
				List.of(run(Variant.STARTERS, 100, 500), run(Variant.USUAL, 40, 500), run(Variant.STARTERS, 200, 499)),
				"Redis 8.0")
			.markdown("a machine");
		assertThat(report).contains("| with the starters | 50 | - | - | 2 | 0 |",
				"| with the starters | 100 | - | - | 2 | 1 |",
				"| " + Variant.USUAL.title() + " | 100 | - | - | 1 | 1 |", " | p95 in 1 of 2 |\n", " | p95 |\n",
				"\nIn a round no rate that was offered broke these, and what they carry at most is not known: with the starters.\n");
	}

	@Test
	void saysNothingOfWhatDidNotBreakWhereEverythingDid() {
		assertThat(new CompareReport(1000, List.of(run(Variant.NONE, 40, 500)), "Redis 8.0").markdown("a machine"))
			.doesNotContain("no rate that was offered");
	}

	@Test
	void takesMediansOfWhatWasReallySent() {
		List<CompareReport.Run> runs = Stream.of(48.0, 50.0)
			.map((rate) -> new Outcome(50, new Arrivals(rate, rate / 10), 50, 0, 5, 20, 30, SYSTEM))
			.map((outcome) -> new CompareReport.Run(Variant.NONE, List.of(outcome)))
			.toList();
		assertThat(new CompareReport(1000, runs, "Redis 8.0").markdown("a machine"))
			.contains("| " + Variant.NONE.title() + " | 50 | 49.0 | 5 | 2 | 0 |");
	}

	@Test
	void offersMoreThanBreaksTheLoadTest() {
		assertThat(LoadPlan.comparison().steps()).extracting(LoadPlan.Step::rate).endsWith(340, 505, 760, 1140, 1710);
	}

	private static CompareReport.Run run(Variant variant, int... percentiles) {
		List<Outcome> outcomes = new ArrayList<>();
		for (int i = 0; i < percentiles.length; i++) {
			outcomes.add(Samples.outcome(50 * (i + 1), 0, percentiles[i], SYSTEM));
		}
		return new CompareReport.Run(variant, outcomes);
	}

}
