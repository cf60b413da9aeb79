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
		long start = System.nanoTime();
		Map<Object, Flight> own = new LinkedHashMap<>();
		Map<Object, CompletableFuture<Outcome>> others = new LinkedHashMap<>();
		for (Object key : keys) {
			Flight flight = new Flight(entries, key, terms, landing, this.entries.ticker());
			CompletableFuture<Outcome> present = this.entries.begin(entries, key, flight);
			if (present == null) {
				own.put(key, flight);
			}
			else {
				others.put(key, present);
			}
		}
		// Its own first, so that two callers never wait for each other.
		Map<Object, Object> loaded = load(own, loaders);
		Map<Object, CompletableFuture<Outcome>> left = new LinkedHashMap<>();
		for (Map.Entry<Object, CompletableFuture<Outcome>> other : others.entrySet()) {
			Outcome outcome = this.single.outcomeOf(other.getValue(), start);
			if (outcome instanceof Outcome.Failure failure) {
				throw failure.cause();
			}
			if (outcome instanceof Value value) {
				put(loaded, other.getKey(), value.get());
			}
			else {
				left.put(other.getKey(), other.getValue());
			}
		}
		if (!left.isEmpty()) {
			loaded.putAll(loadAgain(entries, left, terms, loaders, this.single.hasWaited(start)));
		}
		return loaded;
	}

	/**
	 * Load, all at once, what others load and this thread does not wait for.
	 * @param overtakes whether it has waited: then values take the place of loads that
	 * may never end, if nothing has been changed meanwhile
	 */
	private Map<Object, Object> loadAgain(ConcurrentMap<Object, CompletableFuture<Outcome>> entries,
			Map<Object, CompletableFuture<Outcome>> others, Terms terms,
			Function<Set<Object>, ? extends BulkLoader> loaders, boolean overtakes) throws Throwable {
		Map<Object, Object> found = new LinkedHashMap<>();
		Loader landing = this.entries.keeping(() -> null);
		BulkLoader loader = loaders.apply(Collections.unmodifiableSet(others.keySet()));
		Map<?, ?> loaded = timed(loader);
		others.forEach((key, present) -> {
			Object value = loaded.get(key);
			Loader part = this.entries.keeping(new PartLoader(loader, key));
			Flight flight = new Flight(entries, key, terms, landing, this.entries.ticker());
			flight.complete(flight.value(value, part));
			if (overtakes && this.entries.replace(entries, key, present, flight, part.keeps(value))) {
				this.entries.land(value);
			}
			put(found, key, value);
		});
		return found;
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
			return standIns(flights, ex);
		}
	}

	/**
	 * What stands in for all that could not be loaded. One that is missing fails the
	 * call: without it, it would look as if there were none.
	 */
	private Map<Object, Object> standIns(Map<Object, Flight> flights, Throwable failure) throws Throwable {
		Map<Object, Value> standIns = new LinkedHashMap<>();
		flights.forEach((key, flight) -> {
			Value standIn = flight.fail(failure);
			if (standIn != null) {
				standIns.put(key, standIn);
			}
		});
		if (standIns.size() < flights.size()) {
			throw failure;
		}
		Map<Object, Object> found = new LinkedHashMap<>();
		standIns.forEach((key, standIn) -> put(found, key, this.entries.landed(standIn)));
		return found;
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
