package io.portfolioplatform.app.overview;

import io.portfolioplatform.app.user.UserId;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the signed-in user's overview.
 */
@RestController
class OverviewController {

	private final OverviewService overviews;

	OverviewController(OverviewService overviews) {
		this.overviews = overviews;
	}

	@GetMapping("/api/dashboard/overview")
	Overview overview(UserId user) {
		return this.overviews.overview(user.value());
	}

	@GetMapping("/api/dashboard/holdings")
	HoldingList holdings(UserId user) {
		return this.overviews.holdings(user.value());
	}

	@GetMapping("/api/dashboard/accounts")
	AccountList accounts(UserId user) {
		return this.overviews.accounts(user.value());
	}

}
