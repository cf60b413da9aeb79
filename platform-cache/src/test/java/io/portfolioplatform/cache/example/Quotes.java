package io.portfolioplatform.cache.example;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

import io.portfolioplatform.cache.PlatformCache;
import io.portfolioplatform.cache.PlatformCaches;

import org.springframework.stereotype.Service;

@Service
public class Quotes {

	private final PlatformCache<String, BigDecimal> quotes;

	private final Exchange exchange;

	Quotes(PlatformCaches caches, Exchange exchange) {
		this.quotes = caches.get("quotes", BigDecimal.class);
		this.exchange = exchange;
	}

	public Map<String, BigDecimal> of(Set<String> symbols) {
		return this.quotes.getAll(symbols, this.exchange::prices);
	}

	interface Exchange {

		Map<String, BigDecimal> prices(Set<String> symbols);

	}

}
