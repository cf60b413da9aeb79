package io.portfolioplatform.app.portfolio;

import java.util.List;

import io.portfolioplatform.app.marketdata.MarketDataChanged;
import io.portfolioplatform.app.user.UserTag;
import io.portfolioplatform.cache.Memoizer;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Forgets the figures of a user whose portfolios changed, once that is committed, and
 * those of all users, with what is answered of instruments, when prices changed.
 */
@Component
class FiguresEviction {

	private final Memoizer memoizer;

	FiguresEviction(Memoizer memoizer) {
		this.memoizer = memoizer;
	}

	@EventListener(MarketDataChanged.class)
	void forgetAll() {
		// The page last: it is made of the overview.
		List.of("overview", "performance", "market-data", "overview-page").forEach(this.memoizer::evictAll);
	}

	@EventListener
	void forget(PortfolioChanged change) {
		this.memoizer.evictTag(UserTag.of(change.user()));
	}

}
