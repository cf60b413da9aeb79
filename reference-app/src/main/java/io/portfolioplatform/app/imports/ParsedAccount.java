package io.portfolioplatform.app.imports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * Account described by a file.
 *
 * @param reference the file's identifier of the account
 * @param name the name
 * @param currency ISO 4217 code of the currency its cash is held in
 * @param balances its cash at the end of days
 */
record ParsedAccount(String reference, String name, String currency, List<Balance> balances) {

	/**
	 * Cash at the end of a day.
	 *
	 * @param date the day
	 * @param amount the amount in the account's currency
	 */
	record Balance(LocalDate date, BigDecimal amount) {

	}

}
