package io.portfolioplatform.domain.performance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import io.portfolioplatform.domain.Absence;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GrowthIndex}, one of them against the example of Portfolio
 * Performance's manual.
 */
class GrowthIndexTests {

	private static final LocalDate START = LocalDate.of(2023, 1, 2);

	@Test
	void agreesWithPortfolioPerformance() {
		GrowthIndex index = GrowthIndex.of(List.of(day(0, "177.94", "0", "0"), day(1, "160.26", "0", "0"),
				day(2, "264.57", "84", "0"), day(3, "426.82", "67", "0")))
			.get();
		assertThat(percent(index.total())).isEqualTo("25.58");
	}

	@Test
	void doesNotTakeMoneyThatComesAndGoesForAGain() {
		GrowthIndex index = GrowthIndex
			.of(List.of(day(0, "100", "0", "0"), day(1, "600", "500", "0"), day(2, "0", "0", "600"),
					day(3, "0", "0", "0"), day(4, "50", "50", "0"), day(5, "55", "0", "0")))
			.get();
		assertThat(index.total()).isEqualByComparingTo("0.1");
	}

	@Test
	void hasNoReturnOnLessThanNothing() {
		assertThat(GrowthIndex.of(List.of(day(0, "-10", "0", "0"), day(1, "20", "0", "0"))).reason()).map(Absence::code)
			.contains(Absence.Code.NO_CAPITAL);
	}

	@Test
	void hasNoReturnWhereMoreThanEverythingIsLost() {
		assertThat(GrowthIndex.of(List.of(day(0, "100", "0", "0"), day(60, "-50", "0", "0"))).reason())
			.map(Absence::code)
			.contains(Absence.Code.NO_CAPITAL);
		assertThat(GrowthIndex.of(List.of(day(0, "0", "0", "0"), day(1, "-50", "0", "0"))).reason()).map(Absence::code)
			.contains(Absence.Code.NO_CAPITAL);
	}

	@Test
	void whoeverLostEverythingHasLostEverything() {
		GrowthIndex index = GrowthIndex
			.of(List.of(day(0, "100", "0", "0"), day(30, "0", "0", "0"), day(60, "20", "10", "0")))
			.get();
		assertThat(index.total()).isEqualByComparingTo("-1");
		assertThat(index.annualized().get()).isEqualByComparingTo("-1");
		assertThat(index.maximumDrawdown().depth()).isEqualByComparingTo("1");
	}

	@Test
	void hasNoReturnWithoutCapitalOnAnyDay() {
		assertThat(
				GrowthIndex.of(List.of(day(0, "0", "0", "0"), day(1, "0", "0", "0"), day(2, "0", "0", "0"))).reason())
			.map(Absence::code)
			.contains(Absence.Code.NO_CAPITAL);
	}

	@Test
	void growthBeyondAllNumbersIsNotAnnualized() {
		GrowthIndex index = GrowthIndex.of(List.of(day(0, "1e-20", "0", "0"), day(30, "1e14", "0", "0"))).get();
		assertThat(index.annualized().reason()).map(Absence::code).contains(Absence.Code.NO_SOLUTION);
	}

	@Test
	void isAnnualizedFromThirtyDaysOn() {
		assertThat(grown(29).annualized().reason()).map(Absence::code).contains(Absence.Code.TOO_SHORT);
		assertThat(grown(30).annualized().get().doubleValue()).isCloseTo(Math.pow(1.1, 365 / 30d) - 1,
				Offset.offset(1e-12));
		assertThat(grown(730).annualized().get().doubleValue()).isCloseTo(Math.sqrt(1.1) - 1, Offset.offset(1e-12));
	}

	@Test
	void knowsItsDeepestFall() {
		GrowthIndex index = GrowthIndex
			.of(List.of(day(0, "100", "0", "0"), day(1, "90", "0", "0"), day(2, "120", "0", "0"),
					day(3, "84", "0", "0"), day(4, "100", "0", "0"), day(5, "130", "0", "0")))
			.get();
		assertThat(index.maximumDrawdown().depth()).isEqualByComparingTo("0.3");
		assertThat(index.maximumDrawdown().peak()).isEqualTo(START.plusDays(2));
		assertThat(index.maximumDrawdown().trough()).isEqualTo(START.plusDays(3));
	}

	@Test
	void neverFellIfItOnlyRose() {
		assertThat(grown(40).maximumDrawdown().depth()).isZero();
	}

	@Test
	void daysWithoutCapitalHaveNoVolatility() {
		List<DailyValue> days = new ArrayList<>(List.of(day(0, "100", "0", "0"), day(1, "0", "0", "100")));
		for (int at = 2; at < 100; at++) {
			days.add(day(at, "0", "0", "0"));
		}
		assertThat(GrowthIndex.of(days).get().volatility().reason()).map(Absence::code)
			.contains(Absence.Code.TOO_FEW_VALUES);
	}

	@Test
	void takesTheVolatilityOfWorkingDays() {
		List<DailyValue> days = new ArrayList<>();
		int working = 0;
		for (int at = 0; working <= 40; at++) {
			if (START.plusDays(at).getDayOfWeek().getValue() <= 5) {
				working++;
			}
			days.add(day(at, (working % 2 == 0) ? "100" : "101", "0", "0"));
		}
		double step = Math.log(1.01);
		assertThat(GrowthIndex.of(days).get().volatility().get().doubleValue())
			.isCloseTo(step * Math.sqrt(40 / 39d) * Math.sqrt(252), Offset.offset(1e-9));
		assertThat(GrowthIndex.of(days.subList(0, 10)).get().volatility().reason()).map(Absence::code)
			.contains(Absence.Code.TOO_FEW_VALUES);
	}

	@Property
	void doesNotDependOnDepositsThatEarnWhatTheRestEarns(
			@ForAll @Size(min = 1, max = 20) List<@BigRange(min = "0.5", max = "1.5") BigDecimal> growths,
			@ForAll @Size(20) List<@BigRange(min = "0", max = "5000") BigDecimal> deposits) {
		List<DailyValue> days = new ArrayList<>(List.of(day(0, "1000", "0", "0")));
		BigDecimal expected = BigDecimal.ONE;
		for (int at = 0; at < growths.size(); at++) {
			BigDecimal value = days.get(at).value().add(deposits.get(at)).multiply(growths.get(at));
			days.add(new DailyValue(START.plusDays(at + 1), value, deposits.get(at), BigDecimal.ZERO));
			expected = expected.multiply(growths.get(at));
		}
		assertThat(GrowthIndex.of(days).get().total().add(BigDecimal.ONE)).isCloseTo(expected,
				Offset.offset(new BigDecimal("1e-25")));
	}

	private static GrowthIndex grown(int days) {
		return GrowthIndex.of(List.of(day(0, "100", "0", "0"), day(days, "110", "0", "0"))).get();
	}

	private static DailyValue day(int at, String value, String inflow, String outflow) {
		return new DailyValue(START.plusDays(at), new BigDecimal(value), new BigDecimal(inflow),
				new BigDecimal(outflow));
	}

	private static String percent(BigDecimal fraction) {
		return fraction.movePointRight(2).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
	}

}
