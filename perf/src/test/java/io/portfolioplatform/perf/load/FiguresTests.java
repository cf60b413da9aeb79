package io.portfolioplatform.perf.load;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Figures}.
 */
class FiguresTests {

	private static final String OUTPUT = """
			> request count                                    |     2,752 |     2,750 |         2
			> response time 95th percentile (ms)               |     1,497 |     1,490 |        17
			people: count of all events is greater than or equal to 0.0 : true (actual : 2231.0)
			people: count of failed events is greater than or equal to 0.0 : true (actual : 2.0)
			people: 50th percentile of response time is greater than or equal to 0.0 : true (actual : 9.0)
			people: 95th percentile of response time is greater than or equal to 0.0 : true (actual : 1290.0)
			people: 99th percentile of response time is greater than or equal to 0.0 : true (actual : 4892.0)
			people: requests sent per second (actual : 74.310)
			people: 95th percentile of lateness (actual : 12.500)
			""";

	@Test
	void readsWhatIsSaidOfPeopleAndNotOfTheRise() {
		assertThat(Figures.parse(OUTPUT)).isEqualTo(new Figures(2231, 2, 9, 1290, 4892, new Arrivals(74.31, 12.5)));
	}

	@Test
	void readsWhatTheSimulationSaysOfArrivals() {
		Arrivals sent = new Arrivals(99.5, 3);
		assertThat(Figures
			.parse(OUTPUT.replaceAll("people: (requests sent|95th percentile of lateness).*\n", "") + sent.lines()))
			.extracting(Figures::sent)
			.isEqualTo(sent);
	}

	@Test
	void saysWhatIsMissing() {
		assertThatIllegalArgumentException().isThrownBy(() -> Figures.parse("Crashed"))
			.withMessageContaining("count of all events");
		assertThatIllegalArgumentException().isThrownBy(() -> Figures.parse(OUTPUT.replace("95th", "94th")))
			.withMessageContaining("95th percentile of response time");
	}

}
