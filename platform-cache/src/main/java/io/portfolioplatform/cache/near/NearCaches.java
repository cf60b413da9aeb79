package io.portfolioplatform.cache.near;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The near caches of this application by name.
 */
public final class NearCaches {

	private final ToLongFunction<String> maxEntries;

	private final Ticker ticker;

	private final BooleanSupplier trusted;

	private final BooleanSupplier mayWait;

	private final Duration maxWait;

	private final Map<String, NearCache> caches = new ConcurrentHashMap<>();

	private final List<Consumer<NearCache>> listeners = new CopyOnWriteArrayList<>();

	/**
	 * Create an empty set of caches.
	 * @param maxEntries most entries in each cache
	 * @param ticker the time that entries expire by
	 */
	public NearCaches(long maxEntries, Ticker ticker) {
		this((name) -> maxEntries, ticker, () -> true, () -> true, Duration.ofMinutes(1));
	}

	/**
	 * Create an empty set of caches that are not always to be believed.
	 * @param maxEntries most entries in the cache of a name
	 * @param ticker the time that entries expire by
	 * @param trusted asked after the ticker was read, whether an entry may be served and
	 * a loaded value kept
	 * @param mayWait whether the current thread may wait for a load of another
	 * @param maxWait how long it waits at most
	 */
	public NearCaches(ToLongFunction<String> maxEntries, Ticker ticker, BooleanSupplier trusted,
			BooleanSupplier mayWait, Duration maxWait) {
		this.maxEntries = maxEntries;
		this.ticker = ticker;
		this.trusted = trusted;
		this.mayWait = mayWait;
		this.maxWait = maxWait;
	}

	/**
	 * Return the cache of this name, which is created if there is none.
	 * @param name the name
	 * @return the cache
	 */
	public NearCache get(String name) {
		NearCache present = this.caches.get(name);
		return (present != null) ? present : create(name);
	}

	private NearCache create(String name) {
		NearCache created = new NearCache(name, this.maxEntries.applyAsLong(name), this.ticker, this.trusted,
				this.mayWait, this.maxWait);
		NearCache present = this.caches.putIfAbsent(name, created);
		if (present != null) {
			return present;
		}
		this.listeners.forEach((listener) -> listener.accept(created));
		return created;
	}

	/**
	 * Return the cache of this name.
	 * @param name the name
	 * @return the cache, or {@code null} if there is none
	 */
	public @Nullable NearCache find(String name) {
		return this.caches.get(name);
	}

	/**
	 * Return all caches.
	 * @return the caches by name
	 */
	public Map<String, NearCache> all() {
		return new TreeMap<>(this.caches);
	}

	/**
	 * Whether entries are served: not while it is unknown what others have evicted.
	 * @return whether they may be believed
	 */
	public boolean areTrusted() {
		// The clock may notice that the time of trust is over.
		long unused = this.ticker.read();
		return this.trusted.getAsBoolean();
	}

	/**
	 * Forget all entries of all caches, and keep loads that are under way from being
	 * cached.
	 */
	public void evictAll() {
		this.caches.values().forEach(NearCache::evictAll);
	}

	/**
	 * Be told of every cache, those to come included. A cache that is created meanwhile
	 * may be told twice.
	 * @param listener told of a cache
	 */
	public void forEach(Consumer<NearCache> listener) {
		this.listeners.add(listener);
		this.caches.values().forEach(listener);
	}

}
