package io.portfolioplatform.domain.holding;

import java.util.List;

import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.money.Money;

/**
 * What a portfolio is worth at the end of a day, in the base currency.
 *
 * @param holdings its holdings
 * @param cash cash of all accounts that track it
 * @param liabilities what is owed, a positive amount
 */
public record Valuation(List<Holding> holdings, Answer<Money> cash, Answer<Money> liabilities) {

	/**
	 * Returns the sum of holdings and cash less what is owed.
	 * @return the sum, absent if any part of it is
	 */
	public Answer<Money> netWorth() {
		Answer<Money> sum = this.cash.with(this.liabilities, Money::minus);
		for (Holding holding : this.holdings) {
			sum = sum.with(holding.value(), Money::plus);
		}
		return sum;
	}

}
