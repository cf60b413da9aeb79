package io.portfolioplatform.domain.holding;

import java.math.BigDecimal;
import java.time.LocalDate;

import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.money.Money;

/**
 * Values what a portfolio consists of at the prices and rates of its day.
 */
public final class Valuer {

	private final Accounting accounting;

	private final Prices prices;

	public Valuer(Accounting accounting, Prices prices) {
		this.accounting = accounting;
		this.prices = prices;
	}

	public Valuation value(Statement statement) {
		return new Valuation(statement.held().stream().map((position) -> holding(position, statement.day())).toList(),
				cash(statement), liabilities(statement));
	}

	private Holding holding(Position position, LocalDate day) {
		Answer<Quote> quote = this.prices.price(position.instrument(), day);
		Answer<Money> value = quote
			.flatMap((price) -> inBase(price.price().times(position.quantity()), day).map(this.accounting::base));
		return new Holding(position, quote, value, position.cost().map(this.accounting::base));
	}

	private Answer<Money> cash(Statement statement) {
		Sum sum = new Sum();
		statement.cash()
			.forEach((account, cash) -> sum
				.add(cash.flatMap((amount) -> inBase(new Money(amount, account.currency()), statement.day()))));
		return sum.get().map(this.accounting::base);
	}

	private Answer<Money> liabilities(Statement statement) {
		Sum sum = new Sum();
		statement.liabilities()
			.forEach((currency, amount) -> sum.add(inBase(new Money(amount, currency), statement.day())));
		return sum.get().map(this.accounting::base);
	}

	/**
	 * Starts to value days one after the other.
	 * @return what knows the day before
	 */
	public DailyNetWorth daily() {
		return new DailyNetWorth(this.accounting, this.prices);
	}

	private Answer<BigDecimal> inBase(Money money, LocalDate day) {
		return this.accounting.inBase(money, day);
	}

}
