package io.portfolioplatform.domain.holding;

import java.math.BigDecimal;

import io.portfolioplatform.domain.Answer;

/**
 * What crosses the border between a portfolio and the world outside on one day, in the
 * base currency.
 *
 * @param cameIn what came in
 * @param wentOut what went out, a positive amount
 */
public record Flows(Answer<BigDecimal> cameIn, Answer<BigDecimal> wentOut) {

	/**
	 * Of a day on which nothing crosses it.
	 */
	public static final Flows NONE = new Flows(Answer.of(BigDecimal.ZERO), Answer.of(BigDecimal.ZERO));

}
