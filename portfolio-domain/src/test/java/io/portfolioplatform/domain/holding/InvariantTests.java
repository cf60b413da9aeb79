package io.portfolioplatform.domain.holding;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.portfolioplatform.domain.Absence;
import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.TimeSeries;
import io.portfolioplatform.domain.activity.Account;
import io.portfolioplatform.domain.activity.Activity;
import io.portfolioplatform.domain.activity.ActivityType;
import io.portfolioplatform.domain.activity.Instrument;
import io.portfolioplatform.domain.money.Money;
import io.portfolioplatform.domain.money.ReferenceRates;
import io.portfolioplatform.domain.performance.DailyValue;
import io.portfolioplatform.domain.performance.Performance;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What holds for every portfolio.
 */
class InvariantTests {

	private static final Currency EUR = Currency.getInstance("EUR");

	private static final Currency USD = Currency.getInstance("USD");

	private static final Account ACCOUNT = new Account("a", EUR);

	private static final List<Instrument> INSTRUMENTS = List.of(new Instrument("1", "ONE", "EQUITY"),
			new Instrument("2", "TWO", "BOND"), new Instrument("3", "THREE", null));

	private static final LocalDate START = LocalDate.of(2024, 1, 1);

	private static final LocalDate END = START.plusDays(40);

	@Property
	void valueIsTheSumOfHoldingsAndCash(@ForAll("activities") List<Activity> activities) {
		Accounting accounting = accounting(CostMethod.FIFO);
		Valuation valuation = new Valuer(accounting, InvariantTests::price)
			.value(ledger(activities).at(END, accounting));
		BigDecimal sum = valuation.cash().get().amount();
		for (Holding holding : valuation.holdings()) {
			BigDecimal price = holding.quote().get().price().amount();
			sum = sum.add(holding.position().quantity().multiply(price));
		}
		assertThat(valuation.netWorth().get().amount()).isEqualByComparingTo(sum);
	}

	@Property
	void gainIsWhatWasRealisedWhatCouldBeAndWhatWasEarned(@ForAll("activities") List<Activity> activities,
			@ForAll CostMethod method) {
		Accounting accounting = accounting(method);
		Statement statement = ledger(activities).at(END, accounting);
		Valuation valuation = new Valuer(accounting, InvariantTests::price).value(statement);
		BigDecimal parts = statement.totals().realised().get();
		for (Holding holding : valuation.holdings()) {
			parts = parts.add(holding.unrealised().get().amount());
		}
		BigDecimal whole = valuation.netWorth().get().amount().subtract(statement.totals().invested().get());
		assertThat(whole).isEqualByComparingTo(parts);
	}

	@Property
	void methodsAgreeWhenEverythingIsSold(@ForAll("activities") List<Activity> activities) {
		List<Activity> closed = new ArrayList<>(activities);
		ledger(activities).at(END, accounting(CostMethod.FIFO)).positions().forEach((position) -> {
			boolean held = position.quantity().signum() > 0;
			closed.add(Activity.of(held ? ActivityType.SELL : ActivityType.BUY, END, ACCOUNT, position.instrument(),
					position.quantity().abs(), BigDecimal.TEN));
		});
		Statement fifo = ledger(closed).at(END, accounting(CostMethod.FIFO));
		Statement average = ledger(closed).at(END, accounting(CostMethod.AVERAGE));
		assertThat(fifo.positions()).isEmpty();
		assertThat(average.positions()).isEmpty();
		assertThat(fifo.totals().realised().get()).isEqualByComparingTo(average.totals().realised().get());
	}

	@Property
	void splitsChangeNoValueAndNoCost(@ForAll("activities") List<Activity> activities,
			@ForAll @IntRange(min = 2, max = 50) int ratio) {
		List<Activity> split = new ArrayList<>(activities);
		INSTRUMENTS.forEach((instrument) -> split.add(
				Activity.of(ActivityType.SPLIT, END, ACCOUNT, instrument, BigDecimal.valueOf(ratio), BigDecimal.ZERO)));
		Accounting accounting = accounting(CostMethod.FIFO);
		Prices after = (instrument,
				day) -> price(instrument, day).map((quote) -> new Quote(
						new Money(quote.price().amount().divide(BigDecimal.valueOf(ratio), Money.PRECISION), EUR),
						day));
		Money before = new Valuer(accounting, InvariantTests::price).value(ledger(activities).at(END, accounting))
			.netWorth()
			.get();
		Valuation valuation = new Valuer(accounting, after).value(ledger(split).at(END, accounting));
		// A price that the ratio does not divide is not exact, which half a cent would
		// show.
		assertThat(valuation.netWorth().get().amount()).isCloseTo(before.amount(), within(new BigDecimal("1E-20")));
		assertThat(costs(ledger(split), accounting)).isEqualTo(costs(ledger(activities), accounting));
	}

	@Property
	void weightsSumToOne(@ForAll("activities") List<Activity> activities) {
		Accounting accounting = accounting(CostMethod.FIFO);
		Allocation allocation = new Allocation(
				new Valuer(accounting, InvariantTests::price).value(ledger(activities).at(END, accounting)).holdings());
		for (Map<String, BigDecimal> weights : List.of(allocation.byInstrument(), allocation.byCurrency(),
				allocation.byAssetClass())) {
			BigDecimal sum = weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
			assertThat(sum).isEqualByComparingTo(weights.isEmpty() ? "0" : "1");
		}
	}

	@Property
	void currenciesAddUpBeforeOrAfterTheyAreConverted(@ForAll("activities") List<Activity> activities) {
		Accounting accounting = new Accounting(EUR, InvariantTests::rate, CostMethod.FIFO);
		Valuer valuer = new Valuer(accounting, InvariantTests::foreignPrice);
		Statement statement = ledger(activities).at(END, accounting);
		Valuation valuation = valuer.value(statement);
		assertThat(valuer.daily().of(statement).get().amount()).isCloseTo(valuation.netWorth().get().amount(),
				within(new BigDecimal("1E-20")));
		Map<String, BigDecimal> weights = new Allocation(valuation.holdings()).byCurrency();
		assertThat(weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
			.isEqualByComparingTo(weights.isEmpty() ? "0" : "1");
	}

	@Property(tries = 100)
	void dailyValuesAreThoseOfEachDay(@ForAll("activities") List<Activity> activities) {
		Accounting accounting = accounting(CostMethod.AVERAGE);
		Valuer valuer = new Valuer(accounting, InvariantTests::price);
		Ledger ledger = ledger(activities);
		Performance performance = Performance.of(ledger, accounting, valuer, START.minusDays(1), END).get();
		for (DailyValue day : performance.days()) {
			assertThat(day.value())
				.isEqualByComparingTo(valuer.value(ledger.at(day.date(), accounting)).netWorth().get().amount());
		}
		BigDecimal whole = valuer.value(ledger.at(END, accounting))
			.netWorth()
			.get()
			.amount()
			.subtract(ledger.at(END, accounting).totals().invested().get());
		assertThat(performance.gain()).isEqualByComparingTo(whole);
	}

	@Property(tries = 100)
	void gainIsTheSameWhereNoCashIsTracked(@ForAll("activities") List<Activity> activities) {
		Accounting accounting = accounting(CostMethod.AVERAGE);
		Valuer valuer = new Valuer(accounting, InvariantTests::price);
		Ledger ledger = ledger(
				activities.stream().filter((activity) -> activity.type() != ActivityType.DEPOSIT).toList());
		Performance performance = Performance.of(ledger, accounting, valuer, START.minusDays(1), END).get();
		Statement statement = ledger.at(END, accounting);
		assertThat(performance.gain()).isEqualByComparingTo(
				valuer.value(statement).netWorth().get().amount().subtract(statement.totals().invested().get()));
		assertThat(performance.days()).allMatch((day) -> day.inflow().signum() >= 0 && day.outflow().signum() >= 0);
	}

	@Property(tries = 100)
	void daysOnWhichNothingChangesAreValuedAsTheDayBefore(@ForAll("activities") List<Activity> activities) {
		WeeklyPrices prices = new WeeklyPrices();
		ReferenceRates rates = new ReferenceRates(EUR,
				Map.of(USD, TimeSeries.of(START.minusDays(15)
					.datesUntil(END, Period.ofDays(9))
					.collect(Collectors.toMap(Function.identity(), (day) -> BigDecimal.valueOf(day.getDayOfYear()))))));
		Accounting accounting = new Accounting(EUR, rates, CostMethod.AVERAGE);
		Valuer valuer = new Valuer(accounting, prices);
		Ledger ledger = ledger(activities);
		Performance performance = Performance.of(ledger, accounting, valuer, START.minusDays(1), END).get();
		Set<LocalDate> eventful = activities.stream().map(Activity::date).collect(Collectors.toSet());
		assertThat(prices.asked)
			.allMatch((day) -> prices.changeOn(day) || eventful.contains(day) || day.equals(START.minusDays(1)));
		for (DailyValue day : performance.days()) {
			assertThat(day.value())
				.isEqualByComparingTo(valuer.daily().of(ledger.at(day.date(), accounting)).get().amount());
		}
	}

	@Provide
	Arbitrary<List<Activity>> activities() {
		Arbitrary<ActivityType> types = Arbitraries.of(ActivityType.BUY, ActivityType.BUY, ActivityType.SELL);
		Arbitrary<BigDecimal> numbers = Arbitraries.bigDecimals()
			.between(new BigDecimal("0.001"), new BigDecimal("1000"))
			.ofScale(3);
		Arbitrary<Activity> trades = Combinators
			.combine(types, Arbitraries.integers().between(0, 40), Arbitraries.of(INSTRUMENTS), numbers, numbers)
			.as((type, day, instrument, quantity, price) -> Activity.of(type, START.plusDays(day), ACCOUNT, instrument,
					quantity, price));
		Activity deposit = Activity.of(ActivityType.DEPOSIT, START, ACCOUNT, null, BigDecimal.ONE,
				new BigDecimal("100000"));
		return trades.list().ofMaxSize(30).map((list) -> {
			List<Activity> all = new ArrayList<>(list);
			all.add(deposit);
			return all;
		});
	}

	private static Answer<Quote> price(Instrument instrument, LocalDate day) {
		BigDecimal price = new BigDecimal(instrument.id()).multiply(BigDecimal.valueOf(7 + day.getDayOfMonth() % 5));
		return Answer.of(new Quote(new Money(price, EUR), day));
	}

	private static Answer<Quote> foreignPrice(Instrument instrument, LocalDate day) {
		Currency currency = instrument.equals(INSTRUMENTS.get(0)) ? EUR : USD;
		return price(instrument, day).map((quote) -> new Quote(new Money(quote.price().amount(), currency), day));
	}

	private static Answer<BigDecimal> rate(Currency from, Currency to, LocalDate day) {
		return Answer.of(BigDecimal.ONE.divide(new BigDecimal("1.4721"), Money.PRECISION));
	}

	private static List<BigDecimal> costs(Ledger ledger, Accounting accounting) {
		return ledger.at(END, accounting)
			.positions()
			.stream()
			.map((position) -> position.cost().get().stripTrailingZeros())
			.toList();
	}

	private static Ledger ledger(List<Activity> activities) {
		return Ledger.of(activities, List.of());
	}

	private static Accounting accounting(CostMethod method) {
		return new Accounting(EUR, (from, to, day) -> Answer.absent(Absence.Code.NO_RATE, "none"), method);
	}

	/**
	 * Prices in dollars that are new on Mondays.
	 */
	private static final class WeeklyPrices implements Prices {

		private final Set<LocalDate> asked = new HashSet<>();

		@Override
		public Answer<Quote> price(Instrument instrument, LocalDate day) {
			this.asked.add(day);
			LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
			BigDecimal price = new BigDecimal(instrument.id())
				.multiply(BigDecimal.valueOf(7 + monday.getDayOfYear() % 5));
			return Answer.of(new Quote(new Money(price, USD), monday));
		}

		@Override
		public boolean changeOn(LocalDate day) {
			return day.getDayOfWeek() == DayOfWeek.MONDAY;
		}

	}

}
