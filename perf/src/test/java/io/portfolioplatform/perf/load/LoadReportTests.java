package io.portfolioplatform.perf.load;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoadReport}.
 */
class LoadReportTests {

	private static final Map<String, Double> CPU = Map.of("backend-1", 0.5, "the load", 0.25);

	private static final Sample GOOD = Samples.of(CPU);

	private static final Sample BAD = Samples.sample(0.8, 80, List.of(60.0, 50.0), CPU);

	@Test
	void saysThatTheGuidesCriteriaAreReached() {
		assertThat(report(Samples.outcome(100, 0, 499, GOOD)).markdown("a machine"))
			.contains("100 arrivals a second of 1000 users, in one round, each",
					"| errors | 0.0 % | 0.0 % to 0.0 % | < 1 % | reached |\n",
					"| p95 | 499 ms | 499 ms to 499 ms | < 500 ms | reached |\n",
					"| pool use, highest of the looks | 50.0 % | 50.0 % to 50.0 % | < 80 % | reached |\n",
					"| cache hits, near or in Redis | 81.0 % | 81.0 % to 81.0 % | > 80 % | reached |\n",
					"| busiest / idlest backend | 1.00 | 1.00 to 1.00 | < 1.2 | reached |\n", "failed: 1.\n",
					": Redis 8.0, the load generator included")
			.doesNotContain("not reached");
	}

	@Test
	void saysOfEachThatItIsNotReached() {
		assertThat(report(Samples.outcome(100, 0.01, 500, BAD)).markdown("a machine")).contains(
				"| errors | 1.0 % | 1.0 % to 1.0 % | < 1 % | not reached |\n",
				"| p95 | 500 ms | 500 ms to 500 ms | < 500 ms | not reached |\n",
				"| pool use, highest of the looks | 80.0 % | 80.0 % to 80.0 % | < 80 % | not reached |\n",
				"| cache hits, near or in Redis | 80.0 % | 80.0 % to 80.0 % | > 80 % | not reached |\n",
				"| busiest / idlest backend | 1.20 | 1.20 to 1.20 | < 1.2 | not reached |\n",
				"No step kept errors below 1 % and p95 below 500 ms in all rounds: not reached.\n",
				"No step kept all of the guide's criteria in all rounds: not reached.\n",
				" | 0.75 | errors, p95, pool use, cache hits, busiest / idlest |\n");
	}

	@Test
	void saysTheMostThatHeld() {
		String report = report(Samples.outcome(100, 0, 20, GOOD), Samples.outcome(200, 0.005, 400, GOOD),
				Samples.outcome(300, 0.02, 400, GOOD))
			.markdown("a machine");
		assertThat(report).contains(
				"| offered/s | rounds | broke | sent/s | late | answered/s | errors | refused | p50 | p95 | spread | p99 | pool use | waited | hits | busiest / idlest | sockets of 75 |",
				"| 200 | 1 | 0 | - | - | 199 | 0.5 % | 20.0 % | 100 | 400 | 400 to 400 | 800 | 50.0 % | 4.0 % | 81.0 % | 1.00 | 12 | 0.75 | - |\n",
				"The most that kept errors below 1 % and p95 below 500 ms in all rounds: 199 requests a second.\n");
	}

	@Test
	void saysTheMostThatKeptAllCriteria() {
		assertThat(report(Samples.outcome(100, 0, 20, GOOD), Samples.outcome(200, 0, 400, BAD)).markdown("a machine"))
			.contains("p95 below 500 ms in all rounds: 200 requests a second.\n",
					"The most that kept all of the guide's criteria in all rounds: 100 requests a second.\n",
					" | 0.75 | pool use, cache hits, busiest / idlest |\n");
	}

	@Test
	void takesMediansOfItsRoundsAndSaysInHowManyItBroke() {
		List<Outcome> one = List.of(Samples.outcome(100, 0, 20, GOOD), Samples.outcome(200, 0, 500, GOOD));
		List<Outcome> other = List.of(Samples.outcome(100, 0, 30, BAD), Samples.outcome(200, 0, 400, GOOD),
				Samples.outcome(300, 0.5, 900, GOOD));
		assertThat(new LoadReport(1000, 75, List.of(one, other), "Redis 8.0").markdown("a machine")).contains(
				"1000 users, in 2 rounds, each on a system of its own:",
				"| p95 | 25 ms | 20 ms to 30 ms | < 500 ms | reached |\n",
				"| pool use, highest of the looks | 65.0 % | 50.0 % to 80.0 % | < 80 % | not reached in 1 of 2 |\n",
				"| 200 | 2 | 1 | - | - | 200 | 0.0 % | 20.0 % | 113 | 450 | 400 to 500 | 900 |",
				" | 0.75 | p95 in 1 of 2 |\n", "| 300 | 1 | 1 |",
				"p95 below 500 ms in all rounds: 100 requests a second.\n",
				"No step kept all of the guide's criteria in all rounds: not reached.\n", "failed: 5.\n");
	}

	@Test
	void saysWhatWasReallySent() {
		assertThat(report(new Outcome(200, new Arrivals(198.25, 7.4), 199, 0, 5, 20, 30, GOOD)).markdown("a machine"))
			.contains("\n| 200 | 1 | 0 | 198.3 | 7 | 199 |");
	}

	@Test
	void saysHowUnevenlyEachStepWasSpread() {
		assertThat(report(Samples.outcome(100, 0, 20, GOOD), Samples.outcome(200, 0, 20, BAD)).markdown("a machine"))
			.contains(" | 81.0 % | 1.00 | 12 | 0.75 |", " | 80.0 % | 1.20 | 12 | 0.75 |");
	}

	@Test
	void theShortPlanHasAsManyUsers() {
		assertThat(LoadPlan.brief().users()).isEqualTo(LoadPlan.full().users());
		assertThat(LoadPlan.brief().steps()).extracting(LoadPlan.Step::rate)
			.isEqualTo(LoadPlan.full().steps().stream().map(LoadPlan.Step::rate).toList());
	}

	@Test
	void drawsEachProgram() {
		assertThat(report(Samples.outcome(100, 0, 20, GOOD)).html("a machine")).contains(
				"alt=\"CPU cores of backend-1\"", "alt=\"CPU cores of the load\"", "alt=\"connections to PgBouncer\"",
				"src=\"data:image/png;base64,");
	}

	private static LoadReport report(Outcome... outcomes) {
		return new LoadReport(1000, 75, List.of(List.of(outcomes)), "Redis 8.0");
	}

}
