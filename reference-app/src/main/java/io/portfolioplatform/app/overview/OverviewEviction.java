package io.portfolioplatform.app.overview;

import io.portfolioplatform.app.portfolio.PortfolioChanged;
import io.portfolioplatform.cache.Memoizer;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Forgets the overview of a user whose portfolios changed, once that is committed.
 */
@Component
class OverviewEviction {

	private final Memoizer memoizer;

	OverviewEviction(Memoizer memoizer) {
		this.memoizer = memoizer;
	}

	@EventListener
	void forget(PortfolioChanged change) {
		this.memoizer.evict(OverviewService.class, "overview", change.user().value());
	}

}
