package io.portfolioplatform.domain.performance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;

import io.portfolioplatform.domain.Absence;
import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.activity.Instrument;
import io.portfolioplatform.domain.holding.Quote;
import io.portfolioplatform.domain.money.Money;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Benchmark}.
 */
class BenchmarkTests {

	private static final LocalDate START = LocalDate.of(2024, 1, 1);

	private final Benchmark benchmark = new Benchmark(new Instrument("1", "INDEX", null), (instrument, day) -> {
		BigDecimal price = BigDecimal.valueOf(199 + day.getDayOfMonth());
		return day.isBefore(START) ? Answer.absent(Absence.Code.NO_PRICE, "none")
				: Answer.of(new Quote(new Money(price, Currency.getInstance("USD")), day));
	});

	@Test
	void growsLikeItsPrice() {
		assertThat(this.benchmark.over(START, START.plusDays(20)).get().total()).isEqualByComparingTo("0.1");
	}

	@Test
	void isAbsentWhereItHasNoPrice() {
		assertThat(this.benchmark.over(START.minusDays(1), START).reason()).map(Absence::code)
			.contains(Absence.Code.NO_PRICE);
	}

}
