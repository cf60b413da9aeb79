package io.portfolioplatform.perf.fleet;

import java.io.IOException;

import io.portfolioplatform.test.RequiresPgBouncer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plays the fleet's script, short, with real processes. How long things take is the
 * measurement's concern.
 */
@RequiresPgBouncer
class FleetTests {

	@Test
	void aLeasedFleetNeverExceedsItsBudget() throws IOException {
		Settings settings = Settings.brief();
		Outcome outcome = FleetCommand.play(Strategy.LEASED, settings);
		assertThat(outcome.peak()).as("%s", outcome).isBetween(2 * settings.large(), settings.capacity());
		assertThat(outcome.refused()).isZero();
		assertThat(outcome.phases()).hasSize(7).allMatch((phase) -> phase.used() > 0);
		assertThat(outcome.pids()).doesNotHaveDuplicates().hasSize(settings.workers() + settings.workers() / 3);
	}

}
