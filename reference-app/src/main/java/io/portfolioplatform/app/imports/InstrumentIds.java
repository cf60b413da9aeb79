package io.portfolioplatform.app.imports;

import java.util.HashSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Instruments as files refer to them, and whether a market price of each is known.
 */
class InstrumentIds {

	private final Map<InstrumentKey, Long> ids = new HashMap<>();

	private final Set<InstrumentKey> priced = new HashSet<>();

	void add(InstrumentKey key, long id, boolean hasPrice) {
		this.ids.put(key, id);
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

	@Nullable Long get(@Nullable InstrumentKey key) {
		if (key == null) {
			return null;
		}
		Long id = this.ids.get(key);
		Assert.state(id != null, () -> "No instrument for " + key);
		return id;
	}

}
