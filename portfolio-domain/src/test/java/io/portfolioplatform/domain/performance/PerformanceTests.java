package io.portfolioplatform.domain.performance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.portfolioplatform.domain.Absence;
import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.TimeSeries;
import io.portfolioplatform.domain.activity.Account;
import io.portfolioplatform.domain.activity.Activity;
import io.portfolioplatform.domain.activity.ActivityType;
import io.portfolioplatform.domain.activity.Instrument;
import io.portfolioplatform.domain.holding.Accounting;
import io.portfolioplatform.domain.holding.CostMethod;
import io.portfolioplatform.domain.holding.Ledger;
import io.portfolioplatform.domain.holding.Prices;
import io.portfolioplatform.domain.holding.Quote;
import io.portfolioplatform.domain.holding.Valuer;
import io.portfolioplatform.domain.money.Money;
import io.portfolioplatform.domain.money.ReferenceRates;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Performance} of an account that does not track its cash.
 */
class PerformanceTests {

	private static final Currency EUR = Currency.getInstance("EUR");

	private static final Currency USD = Currency.getInstance("USD");

	private static final Account ACCOUNT = new Account("a", EUR);

	private static final Instrument ONE = new Instrument("1", "ONE", null);

	private static final Instrument TWO = new Instrument("2", "TWO", null);

	private static final LocalDate START = LocalDate.of(2024, 1, 1);

	@Test
	void whatIsSoldPaysForWhatIsBoughtOnThatDay() {
		Activity first = trade(ActivityType.BUY, 0, ONE, "10", "100");
		Activity sale = trade(ActivityType.SELL, 1, ONE, "10", "110");
		Activity purchase = trade(ActivityType.BUY, 1, TWO, "10", "110");
		for (List<Activity> change : List.of(List.of(sale, purchase), List.of(purchase, sale))) {
			Performance performance = performance(Map.of(0, "100", 1, "110"), first, change.get(0), change.get(1));
			assertThat(performance.timeWeighted().get().total()).isEqualByComparingTo("0.1");
			assertThat(performance.days().get(1).inflow()).isZero();
			assertThat(performance.days().get(1).outflow()).isZero();
			assertThat(performance.gain()).isEqualByComparingTo("100");
		}
	}

	@Test
	void whatIsBoughtAndSoldOnADayPaysForWhatIsBoughtAfterIt() {
		Performance performance = performance(Map.of(0, "100"), trade(ActivityType.BUY, 1, ONE, "10", "100"),
				trade(ActivityType.SELL, 1, ONE, "10", "90"), trade(ActivityType.BUY, 1, TWO, "9", "100"));
		assertThat(performance.days().get(1).inflow()).isEqualByComparingTo("1000");
		assertThat(performance.days().get(1).outflow()).isZero();
		assertThat(performance.timeWeighted().get().total()).isEqualByComparingTo("-0.1");
	}

	@Test
	void onlyWhatIsMissingComesInAndOnlyTheRestGoesOut() {
		Performance more = performance(Map.of(0, "100", 1, "110"), trade(ActivityType.BUY, 0, ONE, "10", "100"),
				trade(ActivityType.SELL, 1, ONE, "10", "110"), trade(ActivityType.BUY, 1, TWO, "12", "110"));
		assertThat(more.days().get(1).inflow()).isEqualByComparingTo("220");
		assertThat(more.days().get(1).outflow()).isZero();
		Performance less = performance(Map.of(0, "100", 1, "110"), trade(ActivityType.BUY, 0, ONE, "10", "100"),
				trade(ActivityType.SELL, 1, ONE, "10", "110"), trade(ActivityType.BUY, 1, TWO, "7", "110"));
		assertThat(less.days().get(1).inflow()).isZero();
		assertThat(less.days().get(1).outflow()).isEqualByComparingTo("330");
		assertThat(less.timeWeighted().get().total()).isEqualByComparingTo("0.1");
	}

	@Test
	void whatIsBoughtAndSoldWithinADayNeedsItsCapital() {
		Performance performance = performance(Map.of(0, "100"), trade(ActivityType.BUY, 1, ONE, "10", "100"),
				trade(ActivityType.SELL, 1, ONE, "10", "90"));
		assertThat(performance.timeWeighted().get().total()).isEqualByComparingTo("-0.1");
	}

	@Test
	void whatIsSoldShortPaysForNothing() {
		Performance performance = performance(Map.of(0, "100"), trade(ActivityType.SELL, 1, ONE, "10", "90"),
				trade(ActivityType.BUY, 1, ONE, "10", "100"));
		assertThat(performance.timeWeighted().get().total()).isEqualByComparingTo("-0.1");
	}

	@Test
	void proceedsOfADayAreGoneOnTheNext() {
		Performance performance = performance(Map.of(0, "100"), trade(ActivityType.BUY, 0, ONE, "10", "100"),
				trade(ActivityType.SELL, 1, ONE, "10", "100"), trade(ActivityType.BUY, 2, TWO, "10", "100"));
		assertThat(performance.days()).extracting((day) -> day.outflow().intValueExact()).containsExactly(0, 1000, 0);
		assertThat(performance.days()).extracting((day) -> day.inflow().intValueExact()).containsExactly(0, 0, 1000);
	}

	@Test
	void aFeeBeforeAnythingIsHeldLosesNothing() {
		Performance performance = performance(Map.of(0, "48", 3, "57.6"), fee(1),
				trade(ActivityType.BUY, 2, ONE, "10", "48"), fee(3));
		assertThat(performance.timeWeighted().get().total()).isCloseTo(new BigDecimal("0.1876"),
				within(new BigDecimal("0.0001")));
		assertThat(performance.gain()).isEqualByComparingTo("86");
	}

	@Test
	void aFeeAfterEverythingIsSoldLosesNothing() {
		Performance performance = performance(Map.of(0, "100", 1, "110"), trade(ActivityType.BUY, 0, ONE, "10", "100"),
				trade(ActivityType.SELL, 1, ONE, "10", "110"), fee(2), fee(3));
		assertThat(performance.timeWeighted().get().total()).isEqualByComparingTo("0.1");
		assertThat(performance.gain()).isEqualByComparingTo("90");
	}

	@Property(tries = 200)
	void changingOneThingForAnotherThatFaresAlikeChangesNoReturn(
			@ForAll @Size(min = 2, max = 20) List<@BigRange(min = "0.5", max = "1.5") BigDecimal> growths,
			@ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 19) Integer> changes) {
		List<Activity> activities = new ArrayList<>(List.of(trade(ActivityType.BUY, 0, ONE, "10", "100")));
		Map<LocalDate, BigDecimal> prices = new HashMap<>(Map.of(START, new BigDecimal("100")));
		Instrument held = ONE;
		for (int at = 1; at <= growths.size(); at++) {
			BigDecimal price = prices.get(START.plusDays(at - 1)).multiply(growths.get(at - 1));
			prices.put(START.plusDays(at), price);
			if (changes.contains(at)) {
				Activity sale = trade(ActivityType.SELL, at, held, "10", price.toPlainString());
				held = held.equals(ONE) ? TWO : ONE;
				Activity purchase = trade(ActivityType.BUY, at, held, "10", price.toPlainString());
				activities.addAll((at % 2 == 0) ? List.of(sale, purchase) : List.of(purchase, sale));
			}
		}
		TimeSeries<BigDecimal> series = TimeSeries.of(prices);
		BigDecimal last = series.values().get(growths.size());
		assertThat(performance(START.plusDays(growths.size()), series, activities).timeWeighted().get().total())
			.isCloseTo(last.movePointLeft(2).subtract(BigDecimal.ONE), within(new BigDecimal("1e-20")));
	}

	@Test
	void aRangeKnowsItsOwnFlowsWhateverIsUnknownOfEarlierDays() {
		ReferenceRates rates = new ReferenceRates(EUR,
				Map.of(USD, TimeSeries.of(Map.of(START.plusDays(30), new BigDecimal("2")))));
		Accounting accounting = new Accounting(EUR, rates, CostMethod.AVERAGE);
		Ledger ledger = Ledger.of(List.of(dollars(0, "10"), dollars(31, "5"), dollars(32, "3")), List.of());
		Valuer valuer = new Valuer(accounting,
				(instrument, day) -> Answer.of(new Quote(new Money(BigDecimal.TEN, USD), day)));
		Performance performance = Performance.of(ledger, accounting, valuer, START.plusDays(31), START.plusDays(33))
			.get();
		assertThat(performance.days()).extracting((day) -> day.inflow().intValueExact()).containsExactly(0, 15, 0);
		assertThat(performance.gain()).isZero();
		assertThat(Performance.of(ledger, accounting, valuer, START.minusDays(1), START.plusDays(33)).reason())
			.map(Absence::code)
			.contains(Absence.Code.NO_RATE);
		assertThat(ledger.at(START.plusDays(33), accounting).totals().invested().reason()).map(Absence::code)
			.contains(Absence.Code.NO_RATE);
	}

	private static Activity fee(int day) {
		return Activity.of(ActivityType.FEE, START.plusDays(day), ACCOUNT, null, BigDecimal.ONE, new BigDecimal("5"));
	}

	private static Activity dollars(int day, String quantity) {
		return new Activity(ActivityType.BUY, START.plusDays(day), ACCOUNT, null, ONE, new BigDecimal(quantity),
				BigDecimal.TEN, BigDecimal.ZERO, USD);
	}

	private static Performance performance(Map<Integer, String> prices, Activity... activities) {
		Map<LocalDate, BigDecimal> days = new HashMap<>();
		prices.forEach((day, price) -> days.put(START.plusDays(day), new BigDecimal(price)));
		List<Activity> all = List.of(activities);
		return performance(all.get(all.size() - 1).date(), TimeSeries.of(days), all);
	}

	private static Performance performance(LocalDate end, TimeSeries<BigDecimal> series, List<Activity> activities) {
		Accounting accounting = new Accounting(EUR, new ReferenceRates(EUR, Map.of()), CostMethod.AVERAGE);
		Prices prices = (instrument, day) -> Answer
			.of(new Quote(new Money(series.values().get(series.indexOn(day)), EUR), day));
		return Performance.of(Ledger.of(activities, List.of()), accounting, new Valuer(accounting, prices), START, end)
			.get();
	}

	private static Activity trade(ActivityType type, int day, Instrument instrument, String quantity, String price) {
		return Activity.of(type, START.plusDays(day), ACCOUNT, instrument, new BigDecimal(quantity),
				new BigDecimal(price));
	}

}
