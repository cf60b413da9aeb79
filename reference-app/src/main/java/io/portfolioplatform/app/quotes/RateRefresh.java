package io.portfolioplatform.app.quotes;

import org.springframework.stereotype.Component;

/**
 * Fetches euro reference rates and stores them.
 */
@Component
class RateRefresh {

	private final EcbRates rates;

	private final EcbProperties properties;

	private final FetchedPrices prices;

	RateRefresh(EcbRates rates, EcbProperties properties, FetchedPrices prices) {
		this.rates = rates;
		this.properties = properties;
		this.prices = prices;
	}

	/**
	 * Fetches the rates of the last 90 days.
	 */
	void latest() {
		if (this.properties.enabled()) {
			this.prices.storeRates(this.rates.fetch());
		}
	}

	/**
	 * Fetches all rates after the last day before days without any: the application comes
	 * with the rates up to its making, and may first run, or run again, more than 90 days
	 * later.
	 */
	void missing() {
		if (this.properties.enabled()) {
			this.prices.lastDayBeforeMissingRates()
				.ifPresent((last) -> this.prices.storeRates(this.rates.fetchHistory().tailMap(last.plusDays(1))));
		}
	}

}
