package io.portfolioplatform.domain.holding;

import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.money.Money;

/**
 * Position with what it is worth.
 *
 * @param position the position
 * @param quote the price it is valued at
 * @param value its value in the base currency
 * @param cost what it cost in the base currency, with fees
 */
public record Holding(Position position, Answer<Quote> quote, Answer<Money> value, Answer<Money> cost) {

	/**
	 * Returns the gain that a sale would realise.
	 * @return value less cost
	 */
	public Answer<Money> unrealised() {
		return this.value.with(this.cost, Money::minus);
	}

}
