package io.portfolioplatform.domain.holding;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;

import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a portfolio is worth on one day after the other, without saying what each holding
 * is worth. Each currency is added up on its own and converted once, and only what may
 * have changed since the day before is computed anew: a run over years does this
 * thousands of times.
 */
public final class DailyNetWorth {

	private final Accounting accounting;

	private final Prices prices;

	private @Nullable Statement last;

	private Answer<Map<Currency, Answer<BigDecimal>>> parts = Answer.of(Map.of());

	private Answer<Money> worth;

	DailyNetWorth(Accounting accounting, Prices prices) {
		this.accounting = accounting;
		this.prices = prices;
		this.worth = Answer.of(accounting.base(BigDecimal.ZERO));
	}

	/**
	 * Returns what the portfolio is worth on a day, which costs least on the day after
	 * the one before.
	 * @param statement what it consists of
	 * @return holdings and cash less what is owed, absent if a part of it is
	 */
	public Answer<Money> of(Statement statement) {
		LocalDate day = statement.day();
		boolean changed = this.last == null || !this.last.day().plusDays(1).equals(day)
				|| !statement.isUnchangedSince(this.last) || this.prices.changeOn(day);
		if (changed) {
			this.parts = parts(statement);
		}
		if (changed || this.accounting.rates().changeOn(day)) {
			this.worth = this.parts.flatMap((parts) -> inBase(parts, day));
		}
		this.last = statement;
		return this.worth;
	}

	private Answer<Map<Currency, Answer<BigDecimal>>> parts(Statement statement) {
		Map<Currency, Sum> sums = new LinkedHashMap<>();
		statement.cash().forEach((account, cash) -> sum(sums, account.currency()).add(cash));
		statement.liabilities().forEach((currency, amount) -> sum(sums, currency).add(Answer.of(amount.negate())));
		for (Position position : statement.held()) {
			Answer<Quote> quote = this.prices.price(position.instrument(), statement.day());
			if (quote instanceof Answer.Absent<Quote> absent) {
				return new Answer.Absent<>(absent.absence());
			}
			Money price = quote.get().price();
			sum(sums, price.currency()).add(Answer.of(price.amount().multiply(position.quantity())));
		}
		Map<Currency, Answer<BigDecimal>> parts = new LinkedHashMap<>();
		sums.forEach((currency, sum) -> parts.put(currency, sum.get()));
		return Answer.of(parts);
	}

	private static Sum sum(Map<Currency, Sum> sums, Currency currency) {
		return sums.computeIfAbsent(currency, (key) -> new Sum());
	}

	private Answer<Money> inBase(Map<Currency, Answer<BigDecimal>> parts, LocalDate day) {
		Sum worth = new Sum();
		parts.forEach((currency, part) -> worth
			.add(part.flatMap((amount) -> this.accounting.inBase(new Money(amount, currency), day))));
		return worth.get().map(this.accounting::base);
	}

}
