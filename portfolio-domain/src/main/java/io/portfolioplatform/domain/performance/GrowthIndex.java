package io.portfolioplatform.domain.performance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.portfolioplatform.domain.Absence;
import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.money.Money;

/**
 * What one unit of money grew to, day by day, without the effect of when money came and
 * went: the true time-weighted rate of return. A day's factor is
 * {@code (value + outflow) / (value of the day before + inflow)}; the index is the
 * product of the factors. A day without capital has no factor, also where a fee was paid
 * for nothing that was held; whoever loses everything keeps nothing, and whoever loses
 * more than that has no rate of return.
 */
public final class GrowthIndex {

	private final List<Point> points;

	/** Days without capital. */
	private final Set<LocalDate> idle;

	private GrowthIndex(List<Point> points, Set<LocalDate> idle) {
		this.points = points;
		this.idle = idle;
	}

	/**
	 * Links the days.
	 * @param days values by day, without gaps that hide a flow; the flows of the first
	 * one lie before the period
	 * @return the index, absent if less than nothing was there on a day, or nothing on
	 * any
	 */
	public static Answer<GrowthIndex> of(List<DailyValue> days) {
		if (days.isEmpty()) {
			return Answer.absent(Absence.Code.NO_ACTIVITIES, "Nothing happened up to the end of the period.");
		}
		List<Point> points = new ArrayList<>();
		Point last = new Point(days.get(0).date(), BigDecimal.ONE);
		points.add(last);
		Set<LocalDate> idle = new HashSet<>();
		for (int i = 1; i < days.size(); i++) {
			DailyValue day = days.get(i);
			BigDecimal before = days.get(i - 1).value();
			BigDecimal start = before.add(day.inflow());
			BigDecimal end = day.value().add(day.outflow());
			if (start.signum() < 0 || end.signum() < 0) {
				return Answer.absent(Absence.Code.NO_CAPITAL,
						"On " + day.date() + " more was owed than owned, so there is nothing to relate a gain to.");
			}
			// What came in and is gone at once, such as a fee, was no capital.
			if (start.signum() == 0 || (before.signum() == 0 && end.signum() == 0)) {
				idle.add(day.date());
				last = new Point(day.date(), last.value());
			}
			else {
				last = last.grow(day.date(), start, end);
			}
			points.add(last);
		}
		if (idle.size() == days.size() - 1) {
			return Answer.absent(Absence.Code.NO_CAPITAL,
					"There was no capital in the period, so there is nothing to relate a gain to.");
		}
		return Answer.of(new GrowthIndex(List.copyOf(points), Set.copyOf(idle)));
	}

	/**
	 * Makes an index of prices, such as a benchmark's.
	 * @param prices positive prices, oldest first, at least one
	 * @return an index that starts with 1
	 */
	static GrowthIndex ofPrices(List<Point> prices) {
		BigDecimal first = prices.get(0).value();
		return new GrowthIndex(prices.stream()
			.map((price) -> new Point(price.date(), price.value().divide(first, Money.PRECISION)))
			.toList(), Set.of());
	}

	public List<Point> points() {
		return this.points;
	}

	/**
	 * Returns the return over the whole period.
	 * @return a fraction: 0.05 for five percent
	 */
	public BigDecimal total() {
		return last().value().subtract(BigDecimal.ONE);
	}

	/**
	 * Returns the return as a yearly one.
	 * @return a fraction, absent below 30 days
	 */
	public Answer<BigDecimal> annualized() {
		return Annualization.of(last().value(), ChronoUnit.DAYS.between(this.points.get(0).date(), last().date()));
	}

	public Answer<BigDecimal> volatility() {
		return Volatility.of(this.points, this.idle);
	}

	public Drawdown maximumDrawdown() {
		return Drawdown.of(this.points);
	}

	private Point last() {
		return this.points.get(this.points.size() - 1);
	}

	/**
	 * Index at the end of a day.
	 *
	 * @param date the day
	 * @param value what one unit of money grew to
	 */
	public record Point(LocalDate date, BigDecimal value) {

		private Point grow(LocalDate day, BigDecimal start, BigDecimal end) {
			return new Point(day,
					(start.compareTo(end) != 0) ? this.value.multiply(end).divide(start, Money.PRECISION) : this.value);
		}

	}

}
