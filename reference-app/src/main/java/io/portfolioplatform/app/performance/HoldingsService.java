package io.portfolioplatform.app.performance;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.domain.activity.Instrument;
import io.portfolioplatform.domain.holding.Allocation;
import io.portfolioplatform.domain.holding.CostMethod;
import io.portfolioplatform.domain.holding.Holding;
import io.portfolioplatform.domain.holding.Lot;
import io.portfolioplatform.domain.holding.Quote;
import io.portfolioplatform.domain.holding.Totals;
import io.portfolioplatform.domain.holding.Valuation;
import io.portfolioplatform.domain.money.Money;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * Computes what portfolios held.
 */
@Service
class HoldingsService {

	private static final Comparator<Holding> MOST_VALUABLE_FIRST = Comparator.comparing(
			(Holding holding) -> holding.value().map(Money::amount).value().orElse(BigDecimal.ZERO),
			Comparator.reverseOrder());

	private final ValuedPortfolios portfolios;

	private final Clock clock;

	HoldingsService(ValuedPortfolios portfolios, Clock clock) {
		this.portfolios = portfolios;
		this.clock = clock;
	}

	Holdings holdings(UserId user, UUID portfolio, @Nullable LocalDate date, CostMethod method) {
		LocalDate day = (date != null) ? date : LocalDate.now(this.clock);
		PortfolioHistory history = this.portfolios.history(user, portfolio, day);
		Valued valued = this.portfolios.value(history, day, method, List.of()).onItsLastDay();
		Valuation valuation = valued.valuation();
		Totals totals = valued.statement().totals();
		Stated stated = new Stated(history.base());
		List<Holdings.Held> held = holdings(valuation, valued, stated);
		return new Holdings(day, history.base().getCurrencyCode(), method.name(), stated.money(valuation.netWorth()),
				stated.money(valuation.cash()), stated.money(valuation.liabilities()), stated.amount(totals.invested()),
				stated.amount(totals.realised()), stated.amount(totals.dividends()), stated.amount(totals.fees()), held,
				valued.warnings(valuation));
	}

	private static List<Holdings.Held> holdings(Valuation valuation, Valued valued, Stated stated) {
		Map<Instrument, String> names = valued.history().names();
		Map<Instrument, BigDecimal> weights = new Allocation(valuation.holdings())
			.by((holding) -> holding.position().instrument());
		return valuation.holdings().stream().sorted(MOST_VALUABLE_FIRST).map((holding) -> {
			Instrument instrument = holding.position().instrument();
			Quote quote = holding.quote().get();
			return new Holdings.Held(instrument.symbol(), names.getOrDefault(instrument, instrument.symbol()),
					instrument.assetClass(), holding.position().quantity(), quote.price().amount(),
					quote.price().currency().getCurrencyCode(), quote.asOf(), valued.isStale(holding),
					stated.money(holding.value()), stated.money(holding.cost()), stated.money(holding.unrealised()),
					weights.get(instrument), acquired(holding));
		}).toList();
	}

	private static LocalDate acquired(Holding holding) {
		return holding.position().lots().stream().map(Lot::acquired).min(Comparator.naturalOrder()).orElseThrow();
	}

}
