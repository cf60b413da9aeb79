package io.portfolioplatform.perf.load;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Arrivals}.
 */
class ArrivalsTests {

	@Test
	void whoComesWhenDueIsNotLate() {
		Arrivals arrivals = of(LongStream.range(0, 101).map((n) -> 10 * n));
		assertThat(arrivals.rate()).isCloseTo(100, within(1e-6));
		assertThat(arrivals.late()).isCloseTo(0, within(1e-6));
	}

	@Test
	void whoAlwaysComesAsLateIsFoundByTheOneWhoDoesNot() {
		Arrivals arrivals = of(LongStream.range(0, 101).map((n) -> 10 * n + ((n == 40) ? 0 : 5)));
		assertThat(arrivals.rate()).isCloseTo(100, within(1e-6));
		assertThat(arrivals.late()).isCloseTo(5, within(1e-6));
	}

	@Test
	void whoFallsBehindSendsLess() {
		Arrivals arrivals = of(LongStream.range(0, 101).map((n) -> 20 * n));
		assertThat(arrivals.rate()).isCloseTo(50, within(1e-6));
		assertThat(arrivals.late()).isBetween(900.0, 1000.0);
	}

	private static Arrivals of(LongStream millis) {
		List<Long> times = millis.map(TimeUnit.MILLISECONDS::toNanos).boxed().toList();
		return Arrivals.of(times, 100);
	}

}
