package io.portfolioplatform.perf.footprint;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

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
	void tellsAConstantFromWhatGrows() {
		Growth growth = growth(5.1, 6, 15, 105);
		assertThat(growth.exponent()).as("the constant is much of the first three").isLessThan(0.5);
		assertThat(growth.curve()).hasValueSatisfying((curve) -> {
			assertThat(curve.constant()).isCloseTo(5, within(1e-6));
			assertThat(curve.factor()).isCloseTo(0.01, within(1e-6));
			assertThat(curve.exponent()).isEqualTo(1);
			assertThat(curve.millis(100)).isCloseTo(6, within(1e-6));
		});
		assertThat(growth.row()).endsWith(" | 5.0 ms + 0.0100 ms x n^1.00 |\n");
		assertThat(growth.counts()).startsWith(10.0).hasSizeGreaterThan(30).last().isEqualTo(10_000.0);
	}

	@Test
	void saysNothingOfAConstantWhereAnyWouldDo() {
		assertThat(growth(16, 26, 24).curve()).isEmpty();
		assertThat(growth(8, 7, 6, 5).curve()).as("less and less").isEmpty();
	}

	@Test
	void writesWhatWasMeasured() {
		String report = new Footprint(List.of(9.0, 7.0, 8.5), 300, 400, 20, 500, List.of(growth(1, 10, 100)))
			.markdown();
		assertThat(report).contains("it has started | 8.5 s (7.0, 8.5, 9.0) |\n",
				"at rest, `-Xmx576m -XX:+UseSerialGC` | 300 MiB |\n", "after the requests below | 400 MiB |\n",
				"that is remembered | 20 KB |\n", "of 1,000 activities | 500 KB |\n",
				"| activities | 10: 1.0 ms, 100: 10.0 ms, 1,000: 100.0 ms | 1.00 | - |\n", "commit ");
	}

	@Test
	void theKeptTableIsThatOfTheFigures() {
		String table = new JsonMapper().readValue(Path.of("results/footprint.json"), Footprint.class).markdown();
		assertThat(Path.of("results/footprint.md")).content()
			.startsWith(table.substring(0, table.indexOf("Measured on")));
	}

	/** Of ten, a hundred, a thousand and so on. */
	private static Growth growth(double... millis) {
		return new Growth("activities",
				IntStream.range(0, millis.length)
					.mapToObj((index) -> new Growth.Point((int) Math.pow(10, index + 1), millis[index]))
					.toList());
	}

}
