package io.portfolioplatform.domain.performance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.portfolioplatform.domain.Absence;
import io.portfolioplatform.domain.Answer;

/**
 * Yearly rate at which all payments are worth nothing together on the first day, as
 * Excel's XIRR defines it: the sum of {@code amount / (1 + rate) ^ (days / 365)} is zero.
 * Where several rates do that, it is the one closest to zero.
 */
public final class MoneyWeightedReturn {

	private MoneyWeightedReturn() {
	}

	/**
	 * Returns the rate of some payments.
	 * @param flows payments in any order
	 * @return a fraction with ten decimals: 0.05 for five percent
	 */
	public static Answer<BigDecimal> of(List<CashFlow> flows) {
		List<CashFlow> sorted = flows.stream()
			.filter((flow) -> flow.amount().signum() != 0)
			.sorted(Comparator.comparing(CashFlow::date))
			.toList();
		boolean paid = sorted.stream().anyMatch((flow) -> flow.amount().signum() < 0);
		boolean received = sorted.stream().anyMatch((flow) -> flow.amount().signum() > 0);
		if (!paid || !received) {
			return Answer.absent(Absence.Code.ONE_SIDED,
					"A rate needs a payment in each direction: one in, one out or a value at the end.");
		}
		return new PresentValue(sorted).rate();
	}

	/**
	 * Returns the rate of a portfolio over a period: its value at the start is paid for
	 * it, its value at the end is received.
	 * @param days values by day; the flows of the first one lie before the period
	 * @return a fraction with ten decimals, absent below 30 days
	 */
	public static Answer<BigDecimal> ofDays(List<DailyValue> days) {
		if (days.isEmpty()) {
			return Answer.absent(Absence.Code.NO_ACTIVITIES, "Nothing happened up to the end of the period.");
		}
		LocalDate first = days.get(0).date();
		DailyValue last = days.get(days.size() - 1);
		long length = ChronoUnit.DAYS.between(first, last.date());
		if (length < Annualization.FEWEST_DAYS) {
			return Annualization.tooShort(length);
		}
		List<CashFlow> flows = new ArrayList<>();
		flows.add(new CashFlow(first, days.get(0).value().negate()));
		days.stream()
			.skip(1)
			.map((day) -> new CashFlow(day.date(), day.outflow().subtract(day.inflow())))
			.forEach(flows::add);
		flows.add(new CashFlow(last.date(), last.value()));
		return of(flows);
	}

}
