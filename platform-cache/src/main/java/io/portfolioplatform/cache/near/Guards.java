package io.portfolioplatform.cache.near;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.AsyncCache;

/**
 * The rules that keep a load which a change has overtaken from being served afterwards,
 * apart so that tests can take away one at a time.
 */
class Guards {

	/** All of them. */
	static final Guards ALL = new Guards();

	/**
	 * A change removes a load that is under way as well as a value.
	 */
	void remove(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key) {
		entries.remove(key);
	}

	/**
	 * So does one of everything, without looking for loads: they land where nobody looks.
	 */
	AsyncCache<Object, Outcome> removeAll(AsyncCache<Object, Outcome> cache,
			Supplier<AsyncCache<Object, Outcome>> empty) {
		return empty.get();
	}

	/**
	 * What is put takes the place of a load that is under way as well as of a value.
	 */
	void put(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key, Flight landed) {
		entries.put(key, landed);
	}

	/**
	 * What was loaded to take the place of a value takes no other place.
	 */
	boolean replace(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key,
			CompletableFuture<Outcome> expected, Flight loaded) {
		return entries.replace(key, expected, loaded);
	}

	/**
	 * Nobody joins a load whose tags were evicted after it began.
	 */
	boolean isCurrent(Flight running) {
		return running.isCurrent();
	}

	/**
	 * What was loaded elsewhere is kept only if nothing changed since.
	 */
	boolean isUnchanged(long before, long now) {
		return before == now;
	}

}
