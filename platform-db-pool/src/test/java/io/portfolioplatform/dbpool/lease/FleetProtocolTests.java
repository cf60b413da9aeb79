package io.portfolioplatform.dbpool.lease;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Explores the protocol of {@link Lease} and the registry under random schedules.
 */
class FleetProtocolTests {

	private static final boolean FULL = "full".equals(System.getenv("PORTFOLIO_TEST_SCALE"));

	private static final int SCHEDULES = FULL ? 10_000 : 1_000;

	/**
	 * Enough to see every missing guard. It ends with the first schedule that shows it.
	 */
	private static final int SCHEDULES_WITHOUT_A_GUARD = 5_000;

	private static final Duration TIME = Duration.ofMinutes(10);

	private static final int CAPACITY = SimulatedFleet.TERMS.capacity();

	@Test
	void neverExceedsTheBudget() {
		System.out.printf("%,d schedules of a fleet (%s).%n", SCHEDULES,
				FULL ? "full form" : "short form, the full one has 10,000");
		for (long seed = 0; seed < SCHEDULES; seed++) {
			assertThat(new SimulatedFleet(seed, Set.of()).run(TIME)).as("schedule %d", seed)
				.isLessThanOrEqualTo(CAPACITY);
		}
	}

	@ParameterizedTest
	@EnumSource
	void exceedsItWithoutAnyOneGuard(Guard guard) {
		assertThat(LongStream.range(0, SCHEDULES_WITHOUT_A_GUARD)
			.anyMatch((seed) -> new SimulatedFleet(seed, EnumSet.of(guard)).run(TIME) > CAPACITY)).isTrue();
	}

	@Test
	void lendsEverythingOnceAllIsQuiet() {
		for (long seed = 0; seed < SCHEDULES / 10; seed++) {
			SimulatedFleet fleet = new SimulatedFleet(seed, Set.of());
			fleet.run(TIME);
			fleet.runWithoutFaults(Duration.ofMinutes(6));
			int pods = fleet.pods().size();
			int kept = (SimulatedFleet.TERMS.budget().slots() - pods) * SimulatedFleet.TERMS.budget().floor();
			if (pods > 0) {
				assertThat(fleet.pods().stream().mapToInt((pod) -> pod.lease.size()).sum()).as("schedule %d", seed)
					.isEqualTo(CAPACITY - kept);
				assertThat(fleet.pods().stream().mapToInt((pod) -> pod.lease.size()))
					.allMatch((size) -> Math.abs(size - (CAPACITY - kept) / pods) <= 1);
			}
		}
	}

}
