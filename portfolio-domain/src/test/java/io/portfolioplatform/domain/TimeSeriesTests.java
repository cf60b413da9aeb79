package io.portfolioplatform.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A value counts from its day until the next one.
 */
class TimeSeriesTests {

	private static final LocalDate MONDAY = LocalDate.of(2007, 12, 3);

	private final TimeSeries<String> series = TimeSeries.of(Map.of(MONDAY.plusDays(3), "later", MONDAY, "first"));

	@Test
	void aValueCountsUntilTheNextOne() {
		assertThat(this.series.on(MONDAY.minusDays(1))).isNull();
		assertThat(this.series.on(MONDAY)).isEqualTo("first");
		assertThat(this.series.on(MONDAY.plusDays(2))).isEqualTo("first");
		assertThat(this.series.on(MONDAY.plusDays(3))).isEqualTo("later");
		assertThat(this.series.on(MONDAY.plusYears(1))).isEqualTo("later");
	}

	@Test
	void onlyTheDaysOfValuesHaveOneOfTheirOwn() {
		assertThat(MONDAY.minusDays(1).datesUntil(MONDAY.plusDays(9)).filter(this.series::hasValueOf))
			.containsExactly(MONDAY, MONDAY.plusDays(3));
		assertThat(TimeSeries.empty().hasValueOf(MONDAY)).isFalse();
		assertThat(TimeSeries.empty().indexOn(MONDAY)).isEqualTo(-1);
	}

	@Test
	void everyDayNeedsAValue() {
		assertThatIllegalArgumentException().isThrownBy(() -> new TimeSeries<>(List.of(MONDAY), List.of()))
			.withMessageContaining("1 days");
	}

}
