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
import java.util.stream.Collectors;

import io.portfolioplatform.app.portfolio.Portfolios;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserTransactions;
import io.portfolioplatform.domain.TimeSeries;
import io.portfolioplatform.domain.activity.Activity;
import io.portfolioplatform.domain.activity.Instrument;
import io.portfolioplatform.domain.holding.Accounting;
import io.portfolioplatform.domain.holding.CostMethod;
import io.portfolioplatform.domain.holding.Ledger;
import io.portfolioplatform.domain.holding.Quote;
import io.portfolioplatform.domain.money.ExchangeRates;
import io.portfolioplatform.domain.money.Money;

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
		Map<String, QuoteSeries> series = new HashMap<>(this.market.prices(instruments));
		series.putAll(ownPrices(history));
		return new QuoteBook(series);
	}

	/**
	 * What the user keeps by hand is worth what the user last paid or got for it.
	 */
	private static Map<String, OwnPrices> ownPrices(PortfolioHistory history) {
		Map<String, Map<LocalDate, Quote>> quotes = new HashMap<>();
		for (Activity activity : history.activities()) {
			Instrument instrument = activity.instrument();
			if (instrument != null && history.manual().contains(instrument) && activity.units().signum() != 0
					&& activity.unitPrice().signum() > 0) {
				Money price = new Money(activity.unitPrice(), activity.currency());
				quotes.computeIfAbsent(instrument.id(), (id) -> new HashMap<>())
					.put(activity.date(), new Quote(price, activity.date()));
			}
		}
		return quotes.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (own) -> new OwnPrices(TimeSeries.of(own.getValue()))));
	}

}
