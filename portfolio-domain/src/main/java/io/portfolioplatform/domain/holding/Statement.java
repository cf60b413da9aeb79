package io.portfolioplatform.domain.holding;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;

import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.activity.Account;

/**
 * What a portfolio consists of at the end of a day.
 *
 * @param day the day
 * @param positions the positions, in the order of their first trade
 * @param cash cash of the accounts that track it, in their currencies
 * @param liabilities what is owed, by currency
 * @param totals sums since the first activity
 * @param flows what came and went on the day
 */
public record Statement(LocalDate day, List<Position> positions, Map<Account, Answer<BigDecimal>> cash,
		Map<Currency, BigDecimal> liabilities, Totals totals, Flows flows) {

	/**
	 * Returns the statement of a later day until which nothing happens.
	 */
	Statement on(LocalDate later) {
		return new Statement(later, this.positions, this.cash, this.liabilities, this.totals, Flows.NONE);
	}

	/**
	 * Returns the positions that are worth something: units that are owed in one account
	 * and lie in another are none, nor is less than a billionth of one, as the end of a
	 * ratio such as a third leaves.
	 * @return the positions with units
	 */
	public List<Position> held() {
		return this.positions.stream().filter((position) -> !Lot.isNothing(position.quantity())).toList();
	}

	/**
	 * Returns whether nothing happened since an earlier day.
	 * @param earlier the statement of that day
	 * @return whether only prices and rates can make a difference
	 */
	public boolean isUnchangedSince(Statement earlier) {
		return this.positions.equals(earlier.positions) && this.cash.equals(earlier.cash)
				&& this.liabilities.equals(earlier.liabilities);
	}

}
