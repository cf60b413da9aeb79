package io.portfolioplatform.app.performance;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.portfolioplatform.app.marketdata.MarketDataChanged;
import io.portfolioplatform.cache.PlatformCache;
import io.portfolioplatform.cache.PlatformCaches;
import io.portfolioplatform.domain.TimeSeries;
import io.portfolioplatform.domain.activity.Instrument;
import io.portfolioplatform.domain.money.ExchangeRates;
import io.portfolioplatform.domain.money.ReferenceRates;

import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Prices and rates, remembered until they change: all portfolios need the same ones, and
 * the fleet reads each series once.
 */
@Component
class MarketSeries {

	private static final Currency EURO = Currency.getInstance("EUR");

	private static final PriceSeries NO_PRICES = new PriceSeries(Currency.getInstance("XXX"), TimeSeries.empty());

	private final PlatformCache<Long, PriceSeries> prices;

	private final PlatformCache<String, TimeSeries<BigDecimal>> rates;

	private final MarketRepository market;

	MarketSeries(PlatformCaches caches, MarketRepository market) {
		this.prices = caches.get("prices", PriceSeries.class);
		this.rates = caches.get("rates", new ParameterizedTypeReference<TimeSeries<BigDecimal>>() {
		});
		this.market = market;
	}

	/**
	 * Returns the prices of instruments.
	 * @param instruments the instruments
	 * @return the prices by id of the instrument; those of instruments without any are
	 * empty
	 */
	Map<String, PriceSeries> prices(Collection<Instrument> instruments) {
		Set<Long> ids = instruments.stream()
			.map((instrument) -> Long.valueOf(instrument.id()))
			.collect(Collectors.toSet());
		Map<String, PriceSeries> byId = new HashMap<>();
		this.prices.getAll(ids, orElse(this.market::prices, NO_PRICES))
			.forEach((id, series) -> byId.put(id.toString(), series));
		return byId;
	}

	ExchangeRates rates(Collection<Currency> currencies) {
		Set<String> codes = currencies.stream().map(Currency::getCurrencyCode).collect(Collectors.toSet());
		Map<Currency, TimeSeries<BigDecimal>> perEuro = new HashMap<>();
		this.rates.getAll(codes, orElse(this.market::rates, TimeSeries.empty()))
			.forEach((code, series) -> perEuro.put(Currency.getInstance(code), series));
		return new ReferenceRates(EURO, perEuro);
	}

	/**
	 * Before the figures that are computed from them are forgotten.
	 */
	@EventListener(MarketDataChanged.class)
	@Order(Ordered.HIGHEST_PRECEDENCE)
	void forget() {
		this.prices.evictAll();
		this.rates.evictAll();
	}

	/**
	 * What has no series is remembered too.
	 */
	private static <K, V> Function<Set<K>, Map<K, V>> orElse(Function<Set<K>, Map<K, V>> reader, V none) {
		return (keys) -> {
			Map<K, V> found = new HashMap<>(reader.apply(keys));
			keys.forEach((key) -> found.putIfAbsent(key, none));
			return found;
		};
	}

}
