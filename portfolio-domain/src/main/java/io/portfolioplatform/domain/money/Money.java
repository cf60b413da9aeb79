package io.portfolioplatform.domain.money;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;

import io.portfolioplatform.domain.Answer;

/**
 * Exact amount of a currency. Sums are exact, quotients have 34 digits, and rounding to
 * what can be paid happens once, in {@link #rounded()}.
 *
 * @param amount the amount, in units of the currency
 * @param currency the currency
 */
public record Money(BigDecimal amount, Currency currency) {

	/**
	 * Precision of everything that cannot be exact.
	 */
	public static final MathContext PRECISION = MathContext.DECIMAL128;

	/**
	 * Returns an amount.
	 * @param amount the amount as a decimal number, such as {@code 29.95}
	 * @param currency an ISO 4217 code
	 * @return the amount
	 * @throws IllegalArgumentException if one of them is not what it should be
	 */
	public static Money of(String amount, String currency) {
		return new Money(new BigDecimal(amount), Currency.getInstance(currency));
	}

	/**
	 * Adds an amount.
	 * @param other an amount of the same currency
	 * @return the sum
	 * @throws IllegalArgumentException if the currencies differ
	 */
	public Money plus(Money other) {
		if (!this.currency.equals(other.currency)) {
			throw new IllegalArgumentException("Convert " + other.currency + " before adding it to " + this.currency);
		}
		return new Money(this.amount.add(other.amount), this.currency);
	}

	public Money minus(Money other) {
		return plus(other.negate());
	}

	public Money negate() {
		return new Money(this.amount.negate(), this.currency);
	}

	public Money times(BigDecimal factor) {
		return new Money(this.amount.multiply(factor), this.currency);
	}

	/**
	 * Divides the amount.
	 * @param divisor what to divide it by
	 * @return the quotient, of 34 digits where it has no end
	 */
	public Money dividedBy(BigDecimal divisor) {
		return new Money(this.amount.divide(divisor, PRECISION), this.currency);
	}

	/**
	 * Converts the amount.
	 * @param target the currency to convert to
	 * @param day the day whose rate applies
	 * @param rates the rates
	 * @return the converted amount; nothing and the same currency need no rate
	 */
	public Answer<Money> in(Currency target, LocalDate day, ExchangeRates rates) {
		if (this.amount.signum() == 0 || this.currency.equals(target)) {
			return Answer.of(new Money(this.amount, target));
		}
		return rates.rate(this.currency, target, day)
			.map((rate) -> new Money(this.amount.multiply(rate, PRECISION), target));
	}

	/**
	 * Rounds to the minor unit of the currency, halves to the even neighbour.
	 * @return an amount that can be paid
	 */
	public Money rounded() {
		int digits = Math.max(0, this.currency.getDefaultFractionDigits());
		return new Money(this.amount.setScale(digits, RoundingMode.HALF_EVEN), this.currency);
	}

}
