package io.portfolioplatform.domain.holding;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.activity.Account;
import io.portfolioplatform.domain.activity.Balance;
import io.portfolioplatform.domain.money.ExchangeRates;
import io.portfolioplatform.domain.money.Money;

/**
 * Cash of the accounts that track it, each in its own currency.
 */
class CashBook {

	private final ExchangeRates rates;

	private final Map<Account, Answer<BigDecimal>> cash = new LinkedHashMap<>();

	CashBook(ExchangeRates rates) {
		this.rates = rates;
	}

	void add(Account account, Money amount, LocalDate day) {
		Answer<BigDecimal> converted = amount.in(account.currency(), day, this.rates).map(Money::amount);
		this.cash.put(account, of(account).with(converted, BigDecimal::add));
	}

	/**
	 * Takes over a balance.
	 * @param balance the balance
	 * @return the money that must have come in unseen
	 */
	Answer<Money> state(Balance balance) {
		Answer<BigDecimal> before = of(balance.account());
		this.cash.put(balance.account(), Answer.of(balance.amount()));
		return before.map((amount) -> new Money(balance.amount().subtract(amount), balance.account().currency()));
	}

	private Answer<BigDecimal> of(Account account) {
		return this.cash.getOrDefault(account, Answer.of(BigDecimal.ZERO));
	}

	Map<Account, Answer<BigDecimal>> get() {
		return Map.copyOf(this.cash);
	}

}
