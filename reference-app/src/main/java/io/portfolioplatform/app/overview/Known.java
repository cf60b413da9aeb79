package io.portfolioplatform.app.overview;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * Exact amount in the base currency, or the reason why it is not known; what is computed
 * from an unknown amount is unknown for the same reason.
 *
 * @param amount the amount
 * @param reason the reason
 */
record Known(@Nullable BigDecimal amount, @Nullable Reason reason) {

	static Known of(@Nullable BigDecimal amount, Reason otherwise) {
		return (amount != null) ? new Known(amount, null) : not(otherwise);
	}

	static Known not(Reason reason) {
		return new Known(null, reason);
	}

	Known minus(Known other) {
		if (this.amount == null) {
			return this;
		}
		return (other.amount != null) ? new Known(this.amount.subtract(other.amount), null) : other;
	}

	Known unless(@Nullable Reason reason) {
		return (reason != null) ? not(reason) : this;
	}

	Figure in(String currency) {
		if (this.amount != null) {
			return Figure.of(this.amount, currency);
		}
		return new Figure(null, currency, this.reason);
	}

}
