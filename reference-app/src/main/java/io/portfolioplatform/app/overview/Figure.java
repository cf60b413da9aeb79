package io.portfolioplatform.app.overview;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Amount of money, or the reason why it is not known: absent is never zero.
 *
 * @param amount the amount, rounded half-even to the currency's minor unit, or
 * {@code null} if it is not known
 * @param currency ISO 4217 code
 * @param reason why it is not known, or {@code null} if it is
 */
public record Figure(@Nullable BigDecimal amount, String currency,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Reason reason) {

	static Figure of(BigDecimal amount, String currency) {
		int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
		return new Figure(amount.setScale(digits, RoundingMode.HALF_EVEN), currency, null);
	}

	/**
	 * What is left after another amount of the same currency is taken away, both as they
	 * are shown: who does the sum gets the same.
	 */
	Figure minus(Figure other) {
		if (this.amount == null) {
			return this;
		}
		return (other.amount != null) ? new Figure(this.amount.subtract(other.amount), this.currency, null) : other;
	}

}
