package io.portfolioplatform.app.overview;

import java.math.BigDecimal;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Row of the overview's query: what lies in an account.
 *
 * @param id the account
 * @param portfolio its portfolio
 * @param name its name
 * @param currency currency of its cash
 * @param tracked whether it tracks its cash
 * @param cash its cash, or {@code null} if a rate is missing or it does not track it
 * @param recorded whether anything is recorded of it
 * @param unpriced whether nothing that lies there has a price
 * @param value value of everything in the base currency, less what is owed, or
 * {@code null} if a rate is missing or nothing has a price
 */
record Place(UUID id, UUID portfolio, String name, String currency, boolean tracked, @Nullable BigDecimal cash,
		boolean recorded, boolean unpriced, @Nullable BigDecimal value) {

}
