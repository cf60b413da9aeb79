package io.portfolioplatform.app.portfolio;

import java.util.Currency;

import io.portfolioplatform.app.problem.BadFieldException;
import org.jspecify.annotations.Nullable;

/**
 * Account as a client sends it.
 *
 * @param name the name, 1 to 100 characters, which no other account of the portfolio has
 * @param currency ISO 4217 code of the currency its cash is held in; it cannot be changed
 * later
 */
record AccountRequest(@Nullable String name, @Nullable String currency) {

	String checkedName() {
		return PortfolioRequest.checked(this.name);
	}

	String checkedCurrency() {
		return checked("currency", this.currency);
	}

	/**
	 * Reads a currency. Lower case is refused rather than mended: {@code GBp} are pence.
	 * @param field the field, for the error
	 * @param currency its value
	 * @return the code
	 * @throws BadFieldException if it is none
	 */
	static String checked(String field, @Nullable String currency) {
		if (Currency.getAvailableCurrencies().stream().noneMatch((known) -> known.getCurrencyCode().equals(currency))) {
			throw new BadFieldException(field, currency, "must be an ISO 4217 code such as EUR");
		}
		return String.valueOf(currency);
	}

}
