package io.portfolioplatform.cache.near;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * A named cache of this JVM. The load of a missing key runs on the thread of its first
 * caller, outside every lock; the others wait for it.
 */
public final class NearCache {

	private final String name;

	private final long maxEntries;

	private final Ticker ticker;

	private final BooleanSupplier trusted;

	private final NearStatistics statistics = new NearStatistics();

	private volatile AsyncCache<Object, Outcome> entries;

	NearCache(String name, long maxEntries, Ticker ticker, BooleanSupplier trusted) {
		this.name = name;
		this.maxEntries = maxEntries;
		this.ticker = ticker;
		this.trusted = trusted;
		this.entries = empty();
	}

	private AsyncCache<Object, Outcome> empty() {
		return Caffeine.newBuilder()
			.maximumSize(this.maxEntries)
			.expireAfter(Expiry.creating(NearCache::lifetime))
			.ticker(this.ticker)
			.recordStats(this.statistics::evictionCounter)
			.buildAsync();
	}

	private static Duration lifetime(Object key, Outcome outcome) {
		return (outcome instanceof Outcome.Value value) ? value.ttl() : Duration.ZERO;
	}

	public String name() {
		return this.name;
	}

	public NearStatistics statistics() {
		return this.statistics;
	}

	/**
	 * The number of entries, expired ones that have not been cleaned up yet included.
	 * @return the approximate size
	 */
	public long size() {
		return this.entries.synchronous().estimatedSize();
	}

	/**
	 * Return the cached value, or load and cache it.
	 * @param key the key
	 * @param ttl how long to cache a loaded value
	 * @param loader loads a missing value
	 * @return the value
	 * @throws Throwable what the loader throws, here or in the thread that ran it
	 */
	public @Nullable Object get(Object key, Duration ttl, Loader loader) throws Throwable {
		AsyncCache<Object, Outcome> entries = this.entries;
		CompletableFuture<Outcome> present = entries.getIfPresent(key);
		boolean trusted = this.trusted.getAsBoolean();
		if (present != null && present.getNow(null) instanceof Outcome.Value hit) {
			if (trusted) {
				this.statistics.recordHit();
				return hit.value();
			}
			entries.asMap().remove(key, present);
		}
		this.statistics.recordMiss();
		return load(entries.asMap(), key, trusted ? ttl : Duration.ZERO, loader);
	}

	private @Nullable Object load(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key, Duration ttl,
			Loader loader) throws Throwable {
		while (true) {
			Flight own = new Flight(entries, key);
			Flight running = (Flight) entries.putIfAbsent(key, own);
			if (running == null) {
				return land(own.load(loader, ttl));
			}
			if (running.isPilotedByCaller()) {
				return loader.load();
			}
			Outcome outcome = await(running);
			if (outcome == null) {
				return loader.load();
			}
			if (outcome instanceof Outcome.Failure failure) {
				throw failure.cause();
			}
			if (outcome instanceof Outcome.Value value) {
				return value.value();
			}
		}
	}

	private @Nullable Object land(@Nullable Object value) {
		if (value != null) {
			this.statistics.recordPut();
		}
		return value;
	}

	/**
	 * Wait for another thread's load.
	 * @return its outcome, or {@code null} if this thread was interrupted: it then calls
	 * its own loader, which reacts to the interrupt as it would without a cache
	 */
	private static @Nullable Outcome await(Flight flight) throws ExecutionException {
		try {
			return flight.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	/**
	 * Forget one entry, and keep a load of it that is under way from being cached.
	 * @param key the key
	 */
	public void evict(Object key) {
		this.entries.synchronous().invalidate(key);
	}

	/**
	 * Forget all entries, and keep loads that are under way from being cached.
	 */
	public void evictAll() {
		this.entries = empty();
	}

}
