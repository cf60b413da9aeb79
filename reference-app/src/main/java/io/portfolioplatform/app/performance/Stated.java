package io.portfolioplatform.app.performance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

import io.portfolioplatform.app.overview.Figure;
import io.portfolioplatform.app.overview.Percentage;
import io.portfolioplatform.app.overview.Reason;
import io.portfolioplatform.domain.Absence;
import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.money.Money;

/**
 * States what the domain answers in the API's words, rounded.
 */
class Stated {

	private final Currency base;

	Stated(Currency base) {
		this.base = base;
	}

	Figure money(Answer<Money> answer) {
		Answer<Money> rounded = answer.map(Money::rounded);
		return new Figure(rounded.value().map(Money::amount).orElse(null), this.base.getCurrencyCode(),
				rounded.reason().map(Stated::reason).orElse(null));
	}

	Figure amount(Answer<BigDecimal> answer) {
		return money(answer.map((amount) -> new Money(amount, this.base)));
	}

	/**
	 * What is left, both rounded before: as the overview says it of the whole time.
	 */
	Figure difference(Answer<BigDecimal> whole, Answer<BigDecimal> part) {
		return money(whole.map(this::rounded).with(part.map(this::rounded), Money::minus));
	}

	private Money rounded(BigDecimal amount) {
		return new Money(amount, this.base).rounded();
	}

	static Percentage percentage(Answer<BigDecimal> fraction) {
		return new Percentage(fraction.value()
			.map((value) -> value.movePointRight(2).setScale(2, RoundingMode.HALF_EVEN))
			.orElse(null), fraction.reason().map(Stated::reason).orElse(null));
	}

	static Reason reason(Absence absence) {
		return new Reason(absence.code().name(), absence.message());
	}

}
