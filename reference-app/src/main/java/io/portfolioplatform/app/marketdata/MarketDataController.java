package io.portfolioplatform.app.marketdata;

import java.time.Clock;
import java.time.LocalDate;

import io.portfolioplatform.app.problem.BadFieldException;
import io.portfolioplatform.cache.CachePage;
import io.portfolioplatform.cache.CachePage.Scope;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers what is known about an instrument.
 */
@RestController
class MarketDataController {

	private static final int MOST = 1000;

	private final MarketDataRepository marketData;

	private final Clock clock;

	MarketDataController(MarketDataRepository marketData, Clock clock) {
		this.marketData = marketData;
		this.clock = clock;
	}

	/**
	 * Returns an instrument with its last closing prices, which are the same for
	 * everyone.
	 * @param symbol its symbol
	 * @param limit number of prices, 1 to 1000
	 * @return the instrument
	 */
	@CachePage(ttl = "60s", scope = Scope.PUBLIC, name = "market-data")
	@GetMapping(path = "/api/market-data/{symbol}", produces = MediaType.APPLICATION_JSON_VALUE)
	MarketData marketData(@PathVariable String symbol, @RequestParam(defaultValue = "30") int limit) {
		if (limit < 1 || limit > MOST) {
			throw new BadFieldException("limit", String.valueOf(limit), "must be between 1 and " + MOST);
		}
		return this.marketData.find(symbol, LocalDate.now(this.clock), limit).orElseThrow(SymbolNotFoundException::new);
	}

}
