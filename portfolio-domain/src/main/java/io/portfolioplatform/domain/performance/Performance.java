package io.portfolioplatform.domain.performance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.holding.Accounting;
import io.portfolioplatform.domain.holding.DailyNetWorth;
import io.portfolioplatform.domain.holding.Flows;
import io.portfolioplatform.domain.holding.Ledger;
import io.portfolioplatform.domain.holding.Statement;
import io.portfolioplatform.domain.holding.Valuer;
import io.portfolioplatform.domain.money.Money;

/**
 * Values of a portfolio over a period.
 *
 * @param days value and flows of each day, the first one being the end of the day before
 * the period
 */
public record Performance(List<DailyValue> days) {

	/**
	 * Values each day of a period.
	 * @param ledger what happened
	 * @param accounting how to state it
	 * @param valuer values each day
	 * @param start the end of this day is the start of the period
	 * @param end the last day
	 * @return the values, absent if one day cannot be valued
	 */
	public static Answer<Performance> of(Ledger ledger, Accounting accounting, Valuer valuer, LocalDate start,
			LocalDate end) {
		List<DailyValue> days = new ArrayList<>();
		DailyNetWorth worths = valuer.daily();
		for (Iterator<Statement> each = ledger.daily(start, end, accounting).iterator(); each.hasNext();) {
			Statement statement = each.next();
			// What came and went on the first day lies before the period.
			Flows flows = days.isEmpty() ? Flows.NONE : statement.flows();
			Answer<DailyValue> day = day(statement.day(), worths.of(statement), flows);
			if (day instanceof Answer.Absent<DailyValue> absent) {
				return new Answer.Absent<>(absent.absence());
			}
			days.add(day.get());
		}
		return Answer.of(new Performance(List.copyOf(days)));
	}

	private static Answer<DailyValue> day(LocalDate day, Answer<Money> value, Flows flows) {
		return value.flatMap((worth) -> flows.cameIn()
			.with(flows.wentOut(), (came, went) -> new DailyValue(day, worth.amount(), came, went)));
	}

	/**
	 * Returns the gain over the period.
	 * @return what the value grew by, less what came in, plus what went out
	 */
	public BigDecimal gain() {
		return value().subtract(capital());
	}

	/**
	 * Returns the value at the end.
	 * @return what the last day was worth
	 */
	public BigDecimal value() {
		return this.days.get(this.days.size() - 1).value();
	}

	/**
	 * Returns what the gain is beyond.
	 * @return the value at the start, plus what came in since, less what went out
	 */
	public BigDecimal capital() {
		BigDecimal capital = this.days.get(0).value();
		for (DailyValue day : this.days.subList(1, this.days.size())) {
			capital = capital.add(day.inflow()).subtract(day.outflow());
		}
		return capital;
	}

	public Answer<GrowthIndex> timeWeighted() {
		return GrowthIndex.of(this.days);
	}

	public Answer<BigDecimal> moneyWeighted() {
		return MoneyWeightedReturn.ofDays(this.days);
	}

}
