package io.portfolioplatform.perf.fleet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link FleetCommand}.
 */
class FleetCommandTests {

	private static final Path RESULTS = Path.of("results");

	private static final List<Outcome> KEPT = FleetCommand.read(RESULTS.resolve("fleet.json"));

	@Test
	void theKeptTableIsThatOfTheOutcomes() {
		assertThat(KEPT).extracting(Outcome::strategy).containsExactly(Strategy.values());
		assertThat(RESULTS.resolve("fleet.md")).hasContent(FleetCommand.table(KEPT));
	}

	@Test
	void settingsAreNotMixed(@TempDir Path directory) throws Exception {
		Path kept = Files.copy(RESULTS.resolve("fleet.json"), directory.resolve("fleet.json"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> FleetCommand.run(Settings.brief(), directory, List.of(Strategy.LEASED)))
			.withMessageContaining(Settings.full().toString());
		assertThat(kept).hasSameTextualContentAs(RESULTS.resolve("fleet.json"));
	}

	@Test
	void whatWasKeptWithoutSettingsIsNotMixed(@TempDir Path directory) throws Exception {
		Files.writeString(directory.resolve("fleet.json"), """
				[{"strategy":"BY_REPLICAS","phases":[],"firstMillis":[],"never":0,"pods":0,"floorSeconds":1,"pids":[],
				"samples":0}]""");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> FleetCommand.run(Settings.full(), directory, List.of(Strategy.LEASED)));
	}

	@Test
	void onlyTheLeasedFleetIsJudged() {
		assertThat(FleetCommand.table(KEPT)).containsOnlyOnce("To be reached");
		assertThat(FleetCommand.table(KEPT.subList(1, 3))).doesNotContain("reached");
	}

}
