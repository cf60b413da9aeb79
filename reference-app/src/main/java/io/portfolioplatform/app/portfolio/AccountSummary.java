package io.portfolioplatform.app.portfolio;

import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Account as it appears inside its portfolio.
 *
 * @param id the identifier
 * @param name the name
 * @param currency ISO 4217 code of the currency its cash is held in
 * @param version the version to base a change on
 * @param activities number of activities, transfers to it as well
 * @param lastActivity day of the latest activity, or {@code null} if there is none
 */
record AccountSummary(UUID id, String name, String currency, int version, long activities,
		@Nullable LocalDate lastActivity) {

}
