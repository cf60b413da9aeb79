package io.portfolioplatform.app.overview;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Answer of {@code GET /api/dashboard/accounts}.
 *
 * @param baseCurrency ISO 4217 code of every value
 * @param asOf day the figures are of
 * @param accounts the accounts by name; their values add up to the net worth, each
 * rounded for itself
 */
public record AccountList(String baseCurrency, LocalDate asOf, List<AccountValue> accounts) {

	/**
	 * What lies in an account.
	 *
	 * @param id the account
	 * @param portfolioId its portfolio
	 * @param name its name
	 * @param cash its cash, in its currency
	 * @param value holdings that have a value and cash, less what is owed, in the base
	 * currency
	 */
	public record AccountValue(UUID id, UUID portfolioId, String name, Figure cash, Figure value) {

	}

}
