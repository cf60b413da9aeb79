package io.portfolioplatform.app.performance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;

import io.portfolioplatform.domain.TimeSeries;
import io.portfolioplatform.domain.holding.Quote;
import io.portfolioplatform.domain.money.Money;

/**
 * Splits of one instrument as a user entered them. Each account has the same ones, if
 * perhaps on other days: those of the account that was split last count, and of the
 * others none.
 *
 * @param accounts the account that was split on a day
 * @param ratios units that one of before the first split is after each of them, by
 * account
 */
record Splits(TimeSeries<String> accounts, Map<String, TimeSeries<BigDecimal>> ratios) {

	/**
	 * Returns what a unit of a later day costs. The close of the day of a split is one of
	 * after it.
	 * @param close the last closing price before that day
	 * @param day the day
	 * @return the price as it was quoted, or its part if there is more than one unit for
	 * each by now
	 */
	Quote apply(Quote close, LocalDate day) {
		int last = this.accounts.indexOn(day);
		if (last < 0 || !this.accounts.days().get(last).isAfter(close.asOf())) {
			return close;
		}
		TimeSeries<BigDecimal> units = Objects.requireNonNull(this.ratios.get(this.accounts.values().get(last)));
		BigDecimal before = units.on(close.asOf());
		BigDecimal after = Objects.requireNonNull(units.on(day));
		Money price = (before != null) ? close.price().times(before) : close.price();
		return new Quote(price.dividedBy(after), close.asOf());
	}

}
