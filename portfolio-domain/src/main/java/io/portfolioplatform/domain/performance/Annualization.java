package io.portfolioplatform.domain.performance;

import java.math.BigDecimal;
import java.math.MathContext;

import io.portfolioplatform.domain.Absence;
import io.portfolioplatform.domain.Answer;

/**
 * Extrapolates what happened in a number of days to a year of 365 days. Below 30 days
 * that would say more about chance than about the portfolio.
 */
final class Annualization {

	static final int FEWEST_DAYS = 30;

	private static final double DAYS_PER_YEAR = 365;

	private Annualization() {
	}

	static Answer<BigDecimal> of(BigDecimal growth, long days) {
		if (days < FEWEST_DAYS) {
			return tooShort(days);
		}
		double yearly = Math.pow(growth.doubleValue(), DAYS_PER_YEAR / days) - 1;
		return Double.isFinite(yearly) ? Answer.of(new BigDecimal(yearly, MathContext.DECIMAL64))
				: Answer.absent(Absence.Code.NO_SOLUTION, "No number is large enough for the growth of a year.");
	}

	static Answer<BigDecimal> tooShort(long days) {
		return Answer.absent(Absence.Code.TOO_SHORT,
				days + " days are too short to be extrapolated to a year; " + FEWEST_DAYS + " are the least.");
	}

}
