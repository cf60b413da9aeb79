package io.portfolioplatform.domain.performance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;

import io.portfolioplatform.domain.Absence;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MoneyWeightedReturn} against the published results of Excel's XIRR and
 * of Portfolio Performance's manual.
 */
class MoneyWeightedReturnTests {

	private static final LocalDate END = LocalDate.of(2023, 6, 1);

	@Test
	void agreesWithTheExampleOfExcel() {
		assertThat(MoneyWeightedReturn.of(List.of(flow("2008-01-01", "-10000"), flow("2008-03-01", "2750"),
				flow("2008-10-30", "4250"), flow("2009-02-15", "3250"), flow("2009-04-01", "2750")))
			.get()).isEqualByComparingTo("0.3733625335");
	}

	@Test
	void agreesWithPortfolioPerformance() {
		assertThat(percent(ago(878, "-155"), ago(0, "190.06"))).isEqualTo("8.85");
		assertThat(percent(ago(878, "-155"), ago(514, "-84"), ago(255, "-67"), ago(0, "396.85"))).isEqualTo("15.60");
		assertThat(percent(ago(878, "-155"), ago(514, "-84"), ago(255, "-67"), ago(0, "426.82"))).isEqualTo("20.28");
	}

	@Test
	void findsLosses() {
		assertThat(MoneyWeightedReturn.of(List.of(ago(365, "-1000"), ago(0, "10"))).get())
			.isEqualByComparingTo("-0.99");
	}

	@Test
	void takesTheRateClosestToZeroWhereThereAreTwo() {
		// 10 and 300 percent: -1000 + 5100 / 1.1 - 4400 / 1.21 = 0
		assertThat(MoneyWeightedReturn.of(List.of(ago(730, "-1000"), ago(365, "5100"), ago(0, "-4400"))).get())
			.isEqualByComparingTo("0.1");
		// 4 and -1 percent: 100 - 203 / 1.04 + 102.96 / 1.0816 = 0
		assertThat(MoneyWeightedReturn.of(List.of(ago(730, "100"), ago(365, "-203"), ago(0, "102.96"))).get())
			.isEqualByComparingTo("-0.01");
	}

	@Test
	void hasNoRateWithoutAPaymentInEachDirection() {
		assertThat(MoneyWeightedReturn.of(List.of(ago(10, "-5"), ago(0, "0"))).reason()).map(Absence::code)
			.contains(Absence.Code.ONE_SIDED);
		assertThat(MoneyWeightedReturn.of(List.of()).reason()).map(Absence::code).contains(Absence.Code.ONE_SIDED);
	}

	@Test
	void hasNoRateBeyondReason() {
		assertThat(MoneyWeightedReturn.of(List.of(ago(1, "-1"), ago(0, "2"))).reason()).map(Absence::code)
			.contains(Absence.Code.NO_SOLUTION);
	}

	@Test
	void isNotExtrapolatedFromLessThanThirtyDays() {
		DailyValue start = day(END.minusDays(29), "100");
		assertThat(MoneyWeightedReturn.ofDays(List.of(start, day(END, "101"))).reason()).map(Absence::code)
			.contains(Absence.Code.TOO_SHORT);
		assertThat(MoneyWeightedReturn.ofDays(List.of(day(END.minusDays(30), "100"), day(END, "101"))).value())
			.isPresent();
	}

	@Property
	void findsTheRateMoneyGrewAt(@ForAll @DoubleRange(min = -0.9, max = 20) double rate,
			@ForAll @IntRange(min = 30, max = 4000) int days) {
		double end = 1000 * Math.pow(1 + rate, days / 365d);
		BigDecimal found = MoneyWeightedReturn
			.of(List.of(ago(days, "-1000"), new CashFlow(END, BigDecimal.valueOf(end))))
			.get();
		assertThat(found.doubleValue()).isCloseTo(rate, Offset.offset(1e-8));
	}

	private static String percent(CashFlow... flows) {
		return MoneyWeightedReturn.of(List.of(flows))
			.get()
			.movePointRight(2)
			.setScale(2, RoundingMode.HALF_EVEN)
			.toPlainString();
	}

	private static DailyValue day(LocalDate date, String value) {
		return new DailyValue(date, new BigDecimal(value), BigDecimal.ZERO, BigDecimal.ZERO);
	}

	private static CashFlow ago(int days, String amount) {
		return new CashFlow(END.minusDays(days), new BigDecimal(amount));
	}

	private static CashFlow flow(String date, String amount) {
		return new CashFlow(LocalDate.parse(date), new BigDecimal(amount));
	}

}
