package io.portfolioplatform.domain.holding;

import java.math.BigDecimal;

import io.portfolioplatform.domain.Answer;

/**
 * Sums since the first activity in the base currency, each amount at the rate of its day.
 *
 * @param paidIn what came in from outside, not what was bought with the proceeds of the
 * same day
 * @param takenOut what went out, a positive amount
 * @param realised gain of what was sold
 * @param dividends dividends before fees
 * @param interest interest before fees
 * @param fees fees of every kind
 */
public record Totals(Answer<BigDecimal> paidIn, Answer<BigDecimal> takenOut, Answer<BigDecimal> realised,
		Answer<BigDecimal> dividends, Answer<BigDecimal> interest, Answer<BigDecimal> fees) {

	/**
	 * Returns the capital the owner has in the portfolio.
	 * @return what was paid in less what was taken out
	 */
	public Answer<BigDecimal> invested() {
		return this.paidIn.with(this.takenOut, BigDecimal::subtract);
	}

}
