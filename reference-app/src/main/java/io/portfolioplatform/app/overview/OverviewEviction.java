package io.portfolioplatform.app.overview;

import io.portfolioplatform.app.marketdata.MarketDataChanged;
import io.portfolioplatform.app.portfolio.PortfolioChanged;
import io.portfolioplatform.cache.Memoizer;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Forgets the overview of a user whose portfolios changed, once that is committed, and
 * all of them when prices changed.
 */
@Component
class OverviewEviction {

	private final Memoizer memoizer;

	OverviewEviction(Memoizer memoizer) {
		this.memoizer = memoizer;
	}

	@EventListener(MarketDataChanged.class)
	void forgetAll() {
		this.memoizer.evictAll("overview");
	}

	@EventListener
	void forget(PortfolioChanged change) {
		this.memoizer.evict(OverviewService.class, "overview", change.user().value());
	}

}
