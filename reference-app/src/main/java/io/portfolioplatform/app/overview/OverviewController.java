package io.portfolioplatform.app.overview;

import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserTag;
import io.portfolioplatform.cache.CachePage;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the signed-in user's overview. To write the JSON of a remembered overview takes
 * a quarter of its request, so a page that is asked for again and again is remembered
 * too: for a moment, so that the overview's own hits still tell how it is asked for.
 */
@RestController
class OverviewController {

	private final OverviewService overviews;

	OverviewController(OverviewService overviews) {
		this.overviews = overviews;
	}

	@CachePage(ttl = "10s", name = "overview-page", tags = UserTag.OF_CALLER, shared = false, clients = false)
	@GetMapping(path = "/api/dashboard/overview", produces = MediaType.APPLICATION_JSON_VALUE)
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
