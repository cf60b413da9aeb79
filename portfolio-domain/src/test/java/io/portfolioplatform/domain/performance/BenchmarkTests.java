package io.portfolioplatform.domain.performance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;

import io.portfolioplatform.domain.Absence;
import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.TimeSeries;
import io.portfolioplatform.domain.activity.Instrument;
import io.portfolioplatform.domain.holding.Accounting;
import io.portfolioplatform.domain.holding.CostMethod;
import io.portfolioplatform.domain.holding.Quote;
import io.portfolioplatform.domain.money.Money;
import io.portfolioplatform.domain.money.ReferenceRates;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Benchmark}.
 */
class BenchmarkTests {

	private static final LocalDate START = LocalDate.of(2024, 1, 1);

	private static final Currency DOLLAR = Currency.getInstance("USD");

	private static final Currency EURO = Currency.getInstance("EUR");

	private final Benchmark benchmark = benchmark(DOLLAR);

	private static Benchmark benchmark(Currency base) {
		// The dollar falls by a tenth on the last day.
		ReferenceRates rates = new ReferenceRates(EURO,
				Map.of(DOLLAR, TimeSeries.of(Map.of(START, new BigDecimal("1"), START.plusDays(9), new BigDecimal("1"),
						START.plusDays(18), new BigDecimal("1"), START.plusDays(20), new BigDecimal("1.1")))));
		return new Benchmark(new Instrument("1", "INDEX", null), (instrument, day) -> {
			BigDecimal price = BigDecimal.valueOf(199 + day.getDayOfMonth());
			return day.isBefore(START) ? Answer.absent(Absence.Code.NO_PRICE, "none")
					: Answer.of(new Quote(new Money(price, DOLLAR), day));
		}, new Accounting(base, rates, CostMethod.FIFO));
	}

	@Test
	void growsLikeItsPrice() {
		assertThat(this.benchmark.over(START, START.plusDays(20)).get().total()).isEqualByComparingTo("0.1");
	}

	@Test
	void isComparedInTheCurrencyOfThePortfolio() {
		assertThat(benchmark(EURO).over(START, START.plusDays(20)).get().total()).isEqualByComparingTo("0");
	}

	@Test
	void isAbsentWhereItHasNoPrice() {
		assertThat(this.benchmark.over(START.minusDays(1), START).reason()).map(Absence::code)
			.contains(Absence.Code.NO_PRICE);
	}

}
