package io.portfolioplatform.domain.holding;

import java.math.BigDecimal;

import io.portfolioplatform.domain.Answer;

/**
 * Running sum, unknown from the first unknown part on.
 */
class Sum {

	private Answer<BigDecimal> total = Answer.of(BigDecimal.ZERO);

	void add(Answer<BigDecimal> amount) {
		this.total = this.total.with(amount, BigDecimal::add);
	}

	Answer<BigDecimal> get() {
		return this.total;
	}

}
