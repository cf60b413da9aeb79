package io.portfolioplatform.app.performance;

import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.portfolioplatform.domain.activity.Account;
import io.portfolioplatform.domain.activity.Activity;
import io.portfolioplatform.domain.activity.Balance;
import io.portfolioplatform.domain.activity.Instrument;
import io.portfolioplatform.domain.holding.Ledger;

/**
 * What is recorded about a portfolio.
 *
 * @param base the user's base currency
 * @param activities the activities by day
 * @param balances the stated balances
 * @param names names of the instruments
 * @param manual instruments the user keeps by hand
 * @param ownTrades what the user's activities say about prices of instruments, by their
 * ids
 */
record PortfolioHistory(Currency base, List<Activity> activities, List<Balance> balances, Map<Instrument, String> names,
		Set<Instrument> manual, Map<String, OwnTrades> ownTrades) {

	Ledger ledger() {
		return Ledger.of(this.activities, this.balances);
	}

	/**
	 * Returns the instruments of which there were ever units.
	 * @return each once
	 */
	Stream<Instrument> traded() {
		return this.activities.stream()
			.filter(Activity::movesUnits)
			.map(Activity::instrument)
			.flatMap(Stream::ofNullable)
			.distinct();
	}

	/**
	 * Returns the currencies in which anything moved or is kept.
	 * @return the currencies, the base currency among them
	 */
	Set<Currency> currencies() {
		Stream<Currency> moved = this.activities.stream().map(Activity::currency);
		Stream<Currency> held = this.activities.stream()
			.flatMap((activity) -> Stream.of(activity.account(), activity.target()))
			.filter(Objects::nonNull)
			.map(Account::currency);
		Stream<Currency> kept = this.balances.stream().map((balance) -> balance.account().currency());
		return Stream.of(Stream.of(this.base), moved, held, kept)
			.flatMap((currencies) -> currencies)
			.collect(Collectors.toSet());
	}

}
