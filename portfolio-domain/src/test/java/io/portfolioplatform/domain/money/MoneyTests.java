package io.portfolioplatform.domain.money;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;

import io.portfolioplatform.domain.Absence;
import io.portfolioplatform.domain.TimeSeries;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Money} and {@link ReferenceRates}.
 */
class MoneyTests {

	private static final LocalDate FRIDAY = LocalDate.of(2007, 12, 28);

	private static final Currency USD = Currency.getInstance("USD");

	private static final Currency CHF = Currency.getInstance("CHF");

	private final ReferenceRates rates = new ReferenceRates(Currency.getInstance("EUR"),
			Map.of(USD, TimeSeries.of(Map.of(FRIDAY, new BigDecimal("1.4692"))), CHF,
					TimeSeries.of(Map.of(FRIDAY, new BigDecimal("1.6546")))));

	@Test
	void crossesRatesOverTheReference() {
		assertThat(Money.of("1469.20", "USD").in(CHF, FRIDAY, this.rates).get().rounded())
			.isEqualTo(Money.of("1654.60", "CHF"));
	}

	@Test
	void bridgesDaysWithoutARateButNotTen() {
		assertThat(Money.of("1", "USD").in(CHF, FRIDAY.plusDays(9), this.rates).value()).isPresent();
		assertThat(Money.of("1", "USD").in(CHF, FRIDAY.plusDays(10), this.rates).reason()).map(Absence::code)
			.contains(Absence.Code.NO_RATE);
		assertThat(Money.of("1", "USD").in(CHF, FRIDAY.minusDays(1), this.rates).reason()).isPresent();
	}

	@Test
	void ratesChangeOnTheirDayAndWhenTheyCeaseToCount() {
		assertThat(FRIDAY.minusDays(1).datesUntil(FRIDAY.plusDays(20)).filter(this.rates::changeOn))
			.containsExactly(FRIDAY, FRIDAY.plusDays(10));
	}

	@Test
	void nothingAndItsOwnCurrencyNeedNoRate() {
		LocalDate never = LocalDate.of(1950, 1, 1);
		assertThat(Money.of("0", "USD").in(CHF, never, this.rates).get()).isEqualTo(Money.of("0", "CHF"));
		assertThat(Money.of("5", "USD").in(USD, never, this.rates).get()).isEqualTo(Money.of("5", "USD"));
	}

	@Test
	void roundsHalvesToTheEvenMinorUnit() {
		assertThat(Money.of("0.125", "EUR").rounded()).isEqualTo(Money.of("0.12", "EUR"));
		assertThat(Money.of("2.5", "JPY").rounded()).isEqualTo(Money.of("2", "JPY"));
	}

	@Test
	void aQuotientWithoutEndHas34Digits() {
		assertThat(Money.of("2", "EUR").dividedBy(new BigDecimal("3")))
			.isEqualTo(Money.of("0." + "6".repeat(33) + "7", "EUR"));
		assertThat(Money.of("90", "EUR").dividedBy(new BigDecimal("4"))).isEqualTo(Money.of("22.5", "EUR"));
	}

	@Test
	void doesNotAddApplesAndOranges() {
		assertThatIllegalArgumentException().isThrownBy(() -> Money.of("1", "EUR").plus(Money.of("1", "USD")))
			.withMessageContaining("USD");
	}

	@Property
	void comesBackFromARoundTrip(
			@ForAll @BigRange(min = "0.00000001", max = "1000000000000") @Scale(8) BigDecimal amount) {
		BigDecimal back = new Money(amount, USD).in(CHF, FRIDAY, this.rates)
			.flatMap((money) -> money.in(USD, FRIDAY, this.rates))
			.get()
			.amount();
		assertThat(back).isCloseTo(amount, Percentage.withPercentage(1e-25));
	}

}
