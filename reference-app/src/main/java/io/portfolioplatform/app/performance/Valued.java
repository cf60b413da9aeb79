package io.portfolioplatform.app.performance;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.portfolioplatform.domain.activity.Instrument;
import io.portfolioplatform.domain.holding.Accounting;
import io.portfolioplatform.domain.holding.Ledger;
import io.portfolioplatform.domain.holding.Position;
import io.portfolioplatform.domain.holding.Prices;
import io.portfolioplatform.domain.holding.Statement;
import io.portfolioplatform.domain.holding.Valuation;
import io.portfolioplatform.domain.holding.Valuer;

/**
 * Portfolio with everything that is needed to value it on the days of a period.
 *
 * @param history what is recorded
 * @param accounting how it is stated
 * @param prices the prices
 * @param ledger everything that can be valued
 * @param leftOut instruments without a price
 * @param end the last day
 */
record Valued(PortfolioHistory history, Accounting accounting, Prices prices, Ledger ledger, List<Instrument> leftOut,
		LocalDate end) {

	Valuer valuer() {
		return new Valuer(this.accounting, this.prices);
	}

	Statement statement() {
		return this.ledger.at(this.end, this.accounting);
	}

	Valuation valuation() {
		return valuer().value(statement());
	}

	/**
	 * Returns the portfolio as far as its last day is concerned: what was sold before
	 * needs no price.
	 * @return the same with everything that is held no more
	 */
	Valued onItsLastDay() {
		if (this.leftOut.isEmpty()) {
			return this;
		}
		Ledger all = this.history.ledger();
		Set<Instrument> held = all.at(this.end, this.accounting)
			.positions()
			.stream()
			.map(Position::instrument)
			.collect(Collectors.toSet());
		List<Instrument> unpriced = this.leftOut.stream().filter(held::contains).toList();
		return new Valued(this.history, this.accounting, this.prices, all.leavingOut(unpriced::contains), unpriced,
				this.end);
	}

}
