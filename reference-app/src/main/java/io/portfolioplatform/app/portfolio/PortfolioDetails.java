package io.portfolioplatform.app.portfolio;

import java.util.List;
import java.util.UUID;

/**
 * Portfolio with its accounts.
 *
 * @param id the identifier
 * @param name the name the user gave it
 * @param version the version to base a change on
 * @param accounts the accounts by name
 */
record PortfolioDetails(UUID id, String name, int version, List<AccountSummary> accounts) {

}
