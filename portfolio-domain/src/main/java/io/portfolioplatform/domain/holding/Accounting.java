package io.portfolioplatform.domain.holding;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;

import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.money.ExchangeRates;
import io.portfolioplatform.domain.money.Money;

/**
 * How figures are stated. Money that moved is converted at the rate of its day, what is
 * there at the rate of the day asked for.
 *
 * @param base the currency of every total
 * @param rates the exchange rates
 * @param method which units a sale takes
 */
public record Accounting(Currency base, ExchangeRates rates, CostMethod method) {

	Answer<BigDecimal> inBase(Money money, LocalDate day) {
		return money.in(this.base, day, this.rates).map(Money::amount);
	}

	Money base(BigDecimal amount) {
		return new Money(amount, this.base);
	}

}
