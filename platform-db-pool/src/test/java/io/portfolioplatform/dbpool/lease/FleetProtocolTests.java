package io.portfolioplatform.dbpool.lease;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Explores the protocol of {@link Renewal} and the registry under random schedules.
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

	private static final List<LeaseTerms> ROLLOUT = List.of(SimulatedFleet.TERMS, SimulatedFleet.STRICTER);

	@Test
	void neverExceedsTheBudget() {
		System.out.printf("%,d schedules of a fleet (%s).%n", SCHEDULES,
				FULL ? "full form" : "short form, the full one has 10,000");
		for (long seed = 0; seed < SCHEDULES; seed++) {
			assertThat(new SimulatedFleet(seed, Set.of()).run(TIME)).as("schedule %d", seed)
				.isLessThanOrEqualTo(CAPACITY);
		}
	}

	@Test
	void takesNoneOfAShareBackWhereTermsDiffer() {
		for (long seed = 0; seed < SCHEDULES / 2; seed++) {
			SimulatedFleet fleet = new SimulatedFleet(seed, Set.of(), ROLLOUT);
			assertThat(fleet.run(TIME)).as("schedule %d", seed).isLessThanOrEqualTo(CAPACITY);
			assertThat(fleet.cutShort()).as("schedule %d", seed).isZero();
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
			lendsEverything(new SimulatedFleet(seed, Set.of()), seed);
			lendsEverything(new SimulatedFleet(seed, Set.of(), ROLLOUT), seed);
		}
	}

	private static void lendsEverything(SimulatedFleet fleet, long seed) {
		fleet.run(TIME);
		fleet.runWithoutFaults(Duration.ofMinutes(6));
		int pods = fleet.pods().size();
		if (pods > 0) {
			List<LeaseTerms> terms = fleet.pods().stream().map((pod) -> pod.terms).toList();
			int slots = terms.stream().mapToInt((each) -> each.budget().slots()).max().orElseThrow();
			int capacity = terms.stream().mapToInt(LeaseTerms::capacity).min().orElseThrow();
			int lent = capacity - (slots - pods) * SimulatedFleet.TERMS.budget().floor();
			assertThat(fleet.pods().stream().mapToInt((pod) -> pod.lease.size()).sum()).as("schedule %d", seed)
				.isEqualTo(lent);
			assertThat(fleet.pods().stream().mapToInt((pod) -> pod.lease.size()))
				.allMatch((size) -> Math.abs(size - lent / pods) <= 1);
		}
	}

}
