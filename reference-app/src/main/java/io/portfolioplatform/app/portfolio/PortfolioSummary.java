package io.portfolioplatform.app.portfolio;

import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Portfolio as it appears in a list.
 *
 * @param id the identifier
 * @param name the name the user gave it
 * @param accounts number of accounts
 * @param activities number of activities in all accounts
 * @param firstActivity day of the first activity, or {@code null} if there is none
 */
record PortfolioSummary(UUID id, String name, long accounts, long activities, @Nullable LocalDate firstActivity) {

}
