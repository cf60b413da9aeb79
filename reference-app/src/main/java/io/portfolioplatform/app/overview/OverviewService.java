package io.portfolioplatform.app.overview;

import java.util.UUID;

import org.springframework.stereotype.Service;

/**
 * Answers overviews, holdings and accounts as of today, all from one computation that is
 * remembered for 300 s or until the user's portfolios change.
 */
@Service
public class OverviewService {

	private final Dashboards dashboards;

	OverviewService(Dashboards dashboards) {
		this.dashboards = dashboards;
	}

	/**
	 * Returns the overview of a user.
	 * @param userId the user
	 * @return the overview, of an empty portfolio if nothing is recorded
	 */
	public Overview overview(UUID userId) {
		return this.dashboards.of(userId).overview();
	}

	/**
	 * Returns everything a user holds, of which the overview shows the most valuable.
	 * @param userId the user
	 * @return the holdings
	 */
	public HoldingList holdings(UUID userId) {
		return this.dashboards.of(userId).holdings();
	}

	/**
	 * Returns what lies in each account of a user.
	 * @param userId the user
	 * @return the accounts
	 */
	public AccountList accounts(UUID userId) {
		return this.dashboards.of(userId).accounts();
	}

}
