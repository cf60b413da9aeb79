package io.portfolioplatform.app.performance;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.portfolioplatform.app.marketdata.PriceAge;
import io.portfolioplatform.app.overview.Reason;
import io.portfolioplatform.domain.activity.Instrument;
import io.portfolioplatform.domain.holding.Accounting;
import io.portfolioplatform.domain.holding.Holding;
import io.portfolioplatform.domain.holding.Ledger;
import io.portfolioplatform.domain.holding.Position;
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
record Valued(PortfolioHistory history, Accounting accounting, QuoteBook prices, Ledger ledger,
		List<Instrument> leftOut, LocalDate end) {

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
	 * What the user values by hand has no rhythm, and is never called stale.
	 * @param holding a holding at the end
	 * @return whether its price is so old that it may mislead
	 */
	boolean isStale(Holding holding) {
		return !this.history.manual().contains(holding.position().instrument())
				&& holding.quote().value().filter((quote) -> PriceAge.isStale(quote.asOf(), this.end)).isPresent();
	}

	/**
	 * Returns what is missing or doubtful in the value at the end.
	 * @param valuation that value
	 * @return what is left out, and the old prices
	 */
	List<Reason> warnings(Valuation valuation) {
		Stream<Reason> unpriced = this.leftOut.stream()
			.map((instrument) -> new Reason("NO_PRICE", "No price of " + instrument.symbol() + " is known on or before "
					+ this.end + ". It is left out, with everything paid for it and received from it."));
		Stream<Reason> stale = valuation.holdings()
			.stream()
			.filter(this::isStale)
			.map((holding) -> new Reason("STALE_PRICE", "The latest price of "
					+ holding.position().instrument().symbol() + " is of " + holding.quote().get().asOf() + "."));
		return Stream.concat(unpriced, stale).toList();
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
			.held()
			.stream()
			.map(Position::instrument)
			.collect(Collectors.toSet());
		List<Instrument> unpriced = this.leftOut.stream().filter(held::contains).toList();
		return new Valued(this.history, this.accounting, this.prices, all.leavingOut(unpriced::contains), unpriced,
				this.end);
	}

}
