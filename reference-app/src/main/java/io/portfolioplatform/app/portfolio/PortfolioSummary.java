package io.portfolioplatform.app.portfolio;

import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Portfolio as it appears in a list.
 *
 * @param id the identifier
 * @param name the name the user gave it
 * @param version the version to base a change on
 * @param accounts number of accounts
 * @param activities number of activities in all accounts
 * @param firstActivity day of the first activity, or {@code null} if there is none
 */
record PortfolioSummary(UUID id, String name, int version, long accounts, long activities,
		@Nullable LocalDate firstActivity) {

}
