package io.portfolioplatform.app.performance;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import io.portfolioplatform.app.problem.BadFieldException;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserTag;
import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.domain.activity.Instrument;
import io.portfolioplatform.domain.holding.CostMethod;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * Computes how portfolios fared.
 */
@Service
class PerformanceService {

	private final ValuedPortfolios portfolios;

	private final MarketRepository market;

	private final Clock clock;

	PerformanceService(ValuedPortfolios portfolios, MarketRepository market, Clock clock) {
		this.portfolios = portfolios;
		this.market = market;
		this.clock = clock;
	}

	/**
	 * Returns how a portfolio fared up to today, remembered until the user's portfolios
	 * change: years of daily values cost more than anything else a page asks for.
	 */
	@Memoize(ttl = "300s", name = "performance", tags = UserTag.EXPRESSION)
	public PerformanceReport performance(UUID userId, UUID portfolio, PerformanceRange range,
			@Nullable String benchmark) {
		UserId user = new UserId(userId);
		LocalDate end = LocalDate.now(this.clock);
		PortfolioHistory history = this.portfolios.history(user, portfolio, end);
		LocalDate start = range.start(end, history.ledger().firstDay().orElse(end));
		Instrument compared = (benchmark != null) ? instrument(benchmark) : null;
		Valued valued = this.portfolios.value(history, end, CostMethod.AVERAGE,
				(compared != null) ? List.of(compared) : List.of());
		return new PerformanceAssembler(valued, start).assemble(range, compared);
	}

	private Instrument instrument(String symbol) {
		return this.market.instrument(symbol)
			.orElseThrow(() -> new BadFieldException("benchmark", symbol, "is not the symbol of a known instrument"));
	}

}
