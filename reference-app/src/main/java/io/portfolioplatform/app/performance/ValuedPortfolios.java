package io.portfolioplatform.app.performance;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.portfolioplatform.app.portfolio.Portfolios;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserTransactions;
import io.portfolioplatform.domain.activity.Instrument;
import io.portfolioplatform.domain.holding.Accounting;
import io.portfolioplatform.domain.holding.CostMethod;
import io.portfolioplatform.domain.holding.Ledger;
import io.portfolioplatform.domain.money.ExchangeRates;

import org.springframework.stereotype.Component;

/**
 * Brings together what is recorded about a portfolio and the prices and rates it needs.
 */
@Component
class ValuedPortfolios {

	private final Portfolios portfolios;

	private final HistoryRepository histories;

	private final MarketSeries market;

	private final UserTransactions transactions;

	ValuedPortfolios(Portfolios portfolios, HistoryRepository histories, MarketSeries market,
			UserTransactions transactions) {
		this.portfolios = portfolios;
		this.histories = histories;
		this.market = market;
		this.transactions = transactions;
	}

	PortfolioHistory history(UserId user, UUID portfolio, LocalDate day) {
		return this.transactions.read(user, () -> {
			this.portfolios.require(user, portfolio);
			return this.histories.find(user, portfolio, day);
		});
	}

	/**
	 * Reads prices and rates.
	 * @param history what is recorded
	 * @param end the last day
	 * @param method which units a sale takes
	 * @param others other instruments whose prices are asked for
	 * @return the portfolio without the instruments that have no price at the end
	 */
	Valued value(PortfolioHistory history, LocalDate end, CostMethod method, Collection<Instrument> others) {
		Ledger all = history.ledger();
		Set<Instrument> instruments = new HashSet<>(history.names().keySet());
		instruments.addAll(others);
		QuoteBook quotes = quotes(history, instruments);
		List<Instrument> leftOut = history.traded()
			.filter((instrument) -> quotes.price(instrument, end).value().isEmpty())
			.sorted(Comparator.comparing(Instrument::symbol))
			.toList();
		Set<Currency> currencies = history.currencies();
		currencies.addAll(quotes.currencies());
		ExchangeRates rates = this.market.rates(currencies);
		return new Valued(history, new Accounting(history.base(), rates, method), quotes,
				all.leavingOut(leftOut::contains), leftOut, end);
	}

	private QuoteBook quotes(PortfolioHistory history, Set<Instrument> instruments) {
		Map<String, QuoteSeries> series = new HashMap<>();
		this.market.prices(instruments).forEach((id, closes) -> {
			OwnTrades own = history.ownTrades().get(id);
			series.put(id, (own != null) ? new OwnPrices(own, closes) : closes);
		});
		return new QuoteBook(series);
	}

}
