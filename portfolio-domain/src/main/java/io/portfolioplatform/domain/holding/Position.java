package io.portfolioplatform.domain.holding;

import java.math.BigDecimal;
import java.util.List;

import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.activity.Instrument;

/**
 * Units of one instrument over all accounts.
 *
 * @param instrument the instrument
 * @param lots the lots, at least one
 * @param quantity the units of all lots
 */
public record Position(Instrument instrument, List<Lot> lots, BigDecimal quantity) {

	static Position of(Instrument instrument, List<Lot> lots) {
		return new Position(instrument, lots,
				lots.stream().map(Lot::quantity).reduce(BigDecimal.ZERO, BigDecimal::add));
	}

	/**
	 * Returns what the units cost.
	 * @return an amount of the base currency, each lot at the rate of its day
	 */
	public Answer<BigDecimal> cost() {
		Sum cost = new Sum();
		this.lots.forEach((lot) -> cost.add(lot.cost()));
		return cost.get();
	}

}
