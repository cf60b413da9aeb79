package io.portfolioplatform.cache.example;

import java.math.BigDecimal;
import java.util.List;

import io.portfolioplatform.cache.CachePage;
import io.portfolioplatform.cache.CachePage.Scope;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class PriceController {

	private final Prices prices;

	PriceController(Prices prices) {
		this.prices = prices;
	}

	@CachePage(ttl = "60s", scope = Scope.PUBLIC, tags = "symbol:{symbol}")
	@GetMapping(path = "/prices/{symbol}", produces = MediaType.APPLICATION_JSON_VALUE)
	List<BigDecimal> prices(@PathVariable String symbol, @RequestParam(defaultValue = "30") int limit) {
		return this.prices.last(symbol, limit);
	}

	interface Prices {

		List<BigDecimal> last(String symbol, int limit);

	}

}
