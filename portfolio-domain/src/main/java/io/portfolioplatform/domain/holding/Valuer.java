package io.portfolioplatform.domain.holding;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;

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
		return new Valuation(
				statement.positions().stream().map((position) -> holding(position, statement.day())).toList(),
				cash(statement), liabilities(statement));
	}

	/**
	 * Returns what a portfolio is worth without saying what each holding is: each
	 * currency is added up and converted once, which is what a run over years needs.
	 * @param statement what the portfolio consists of
	 * @return holdings and cash less what is owed, absent if a part of it is
	 */
	public Answer<Money> netWorth(Statement statement) {
		Map<Currency, Sum> sums = new LinkedHashMap<>();
		statement.cash().forEach((account, cash) -> sum(sums, account.currency()).add(cash));
		statement.liabilities().forEach((currency, amount) -> sum(sums, currency).add(Answer.of(amount.negate())));
		for (Position position : statement.positions()) {
			Answer<Quote> quote = this.prices.price(position.instrument(), statement.day());
			if (quote instanceof Answer.Absent<Quote> absent) {
				return new Answer.Absent<>(absent.absence());
			}
			Money price = quote.get().price();
			sum(sums, price.currency()).add(Answer.of(price.amount().multiply(position.quantity())));
		}
		Sum worth = new Sum();
		sums.forEach((currency, sum) -> worth
			.add(sum.get().flatMap((amount) -> inBase(new Money(amount, currency), statement.day()))));
		return worth.get().map(this.accounting::base);
	}

	/**
	 * Returns whether the same holdings may be worth something else than on the day
	 * before.
	 * @param day the day
	 * @return whether a price or a rate may have changed
	 */
	public boolean changesOn(LocalDate day) {
		return this.prices.changeOn(day) || this.accounting.rates().changeOn(day);
	}

	private static Sum sum(Map<Currency, Sum> sums, Currency currency) {
		return sums.computeIfAbsent(currency, (key) -> new Sum());
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

	private Answer<BigDecimal> inBase(Money money, LocalDate day) {
		return this.accounting.inBase(money, day);
	}

}
