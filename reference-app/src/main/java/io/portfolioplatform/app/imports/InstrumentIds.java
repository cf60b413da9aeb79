package io.portfolioplatform.app.imports;

import java.util.HashSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.portfolioplatform.app.marketdata.ImpliedCurrency;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Instruments as files refer to them, whether a market price of each is known, and in
 * which currency its prices are.
 */
class InstrumentIds {

	private final Map<InstrumentKey, Long> ids = new HashMap<>();

	private final Set<InstrumentKey> priced = new HashSet<>();

	private final Map<InstrumentKey, String> currencies = new HashMap<>();

	void add(InstrumentKey key, long id, boolean hasPrice, @Nullable String currency) {
		this.ids.put(key, id);
		if (currency != null) {
			this.currencies.put(key, currency);
		}
		if (hasPrice) {
			this.priced.add(key);
		}
	}

	boolean contains(InstrumentKey key) {
		return this.ids.containsKey(key);
	}

	boolean hasPrice(InstrumentKey key) {
		return this.priced.contains(key);
	}

	/**
	 * Returns the currency of market prices, also of those that were not fetched so far.
	 * @param key the instrument
	 * @return the currency, or {@code null} if it is not known
	 */
	@Nullable String quotedIn(InstrumentKey key) {
		String currency = this.currencies.get(key);
		return (currency != null || key.manual()) ? currency : ImpliedCurrency.of(key.symbol());
	}

	@Nullable Long get(@Nullable InstrumentKey key) {
		if (key == null) {
			return null;
		}
		Long id = this.ids.get(key);
		Assert.state(id != null, () -> "No instrument for " + key);
		return id;
	}

}
