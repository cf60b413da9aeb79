package io.portfolioplatform.cache.near;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Loads of many values at once, on the thread of the caller.
 */
final class BulkLoads {

	private final Entries entries;

	private final CallerLoads single;

	BulkLoads(Entries entries, CallerLoads single) {
		this.entries = entries;
		this.single = single;
	}

	/**
	 * Load values that were not found.
	 * @param keys their keys
	 * @param loaders makes what loads the values of some of the keys
	 * @return the values that there are
	 */
	Map<Object, Object> load(Set<Object> keys, Terms terms, Function<Set<Object>, ? extends BulkLoader> loaders)
			throws Throwable {
		ConcurrentMap<Object, CompletableFuture<Outcome>> entries = this.entries.now().asMap();
		Loader landing = this.entries.keeping(() -> null);
		Map<Object, Flight> own = new LinkedHashMap<>();
		Set<Object> others = new LinkedHashSet<>();
		for (Object key : keys) {
			Flight flight = new Flight(entries, key, terms, landing, this.entries.ticker());
			if (this.entries.begin(entries, key, flight) == null) {
				own.put(key, flight);
			}
			else {
				others.add(key);
			}
		}
		// Its own first, so that two callers never wait for each other.
		Map<Object, Object> loaded = load(own, loaders);
		for (Object key : others) {
			Loader loader = this.entries.keeping(new PartLoader(loaders.apply(Set.of(key)), key));
			put(loaded, key, this.single.load(entries, key, terms, loader));
		}
		return loaded;
	}

	private Map<Object, Object> load(Map<Object, Flight> flights, Function<Set<Object>, ? extends BulkLoader> loaders)
			throws Throwable {
		Map<Object, Object> found = new LinkedHashMap<>();
		if (flights.isEmpty()) {
			return found;
		}
		try {
			BulkLoader loader = loaders.apply(Collections.unmodifiableSet(flights.keySet()));
			Map<?, ?> loaded = timed(loader);
			flights.forEach((key, flight) -> {
				Value landed = flight.land(loaded.get(key), this.entries.keeping(new PartLoader(loader, key)));
				put(found, key, this.entries.land(landed.get()));
			});
			return found;
		}
		catch (Throwable ex) {
			flights.values().forEach((flight) -> flight.fail(ex));
			throw ex;
		}
	}

	private Map<?, ?> timed(BulkLoader loader) throws Throwable {
		long start = System.nanoTime();
		try {
			return Objects.requireNonNull(loader.load());
		}
		finally {
			this.entries.statistics().loads().recordSince(start);
		}
	}

	private static void put(Map<Object, Object> values, Object key, @Nullable Object value) {
		if (value != null) {
			values.put(key, value);
		}
	}

}
