package io.portfolioplatform.perf.footprint;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Footprint} and {@link Growth}.
 */
class FootprintTests {

	@Test
	void fitsThePowerLaw() {
		assertThat(growth(1, 10, 100).exponent()).as("in proportion").isCloseTo(1, within(1e-9));
		assertThat(growth(7, 7, 7).exponent()).as("not at all").isCloseTo(0, within(1e-9));
		assertThat(growth(3, 30_000, 300_000_000).exponent()).as("by its fourth power").isCloseTo(4, within(1e-9));
	}

	@Test
	void writesWhatWasMeasured() {
		String report = new Footprint(List.of(9.0, 7.0, 8.5), 300, 400, 20, 500, List.of(growth(1, 10, 100)))
			.markdown();
		assertThat(report).contains("is ready | 8.5 s (7.0, 8.5, 9.0) |\n",
				"at rest, `-Xmx576m -XX:+UseSerialGC` | 300 MiB |\n", "after the requests below | 400 MiB |\n",
				"that is remembered | 20 KB |\n", "of 1,000 activities | 500 KB |\n",
				"| activities | 10: 1.0 ms, 100: 10.0 ms, 1,000: 100.0 ms | 1.00 |\n", "commit ");
	}

	/** Of ten, a hundred and a thousand. */
	private static Growth growth(double ten, double hundred, double thousand) {
		return new Growth("activities",
				List.of(new Growth.Point(10, ten), new Growth.Point(100, hundred), new Growth.Point(1000, thousand)));
	}

}
