package io.portfolioplatform.cache.near;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * A named cache of this JVM.
 */
public final class NearCache {

	private final String name;

	private final Ticker ticker;

	private final NearStatistics statistics = new NearStatistics();

	private final Map<String, Terms> uses = new ConcurrentHashMap<>();

	private final Entries entries;

	private final CallerLoads loads;

	private final PromisedLoads promises;

	private final BulkLoads bulk;

	NearCache(String name, long maxEntries, Ticker ticker, BooleanSupplier trusted, BooleanSupplier mayWait,
			Duration maxWait) {
		this(name, maxEntries, ticker, trusted, mayWait, maxWait, Guards.ALL);
	}

	NearCache(String name, long maxEntries, Ticker ticker, BooleanSupplier trusted, BooleanSupplier mayWait,
			Duration maxWait, Guards guards) {
		this.name = name;
		this.ticker = ticker;
		this.entries = new Entries(maxEntries, ticker, trusted, guards, this.statistics);
		this.loads = new CallerLoads(this.entries, mayWait, maxWait);
		this.promises = new PromisedLoads(this.entries);
		this.bulk = new BulkLoads(this.entries, this.loads);
	}

	public String name() {
		return this.name;
	}

	/**
	 * Most entries kept.
	 * @return the limit
	 */
	public long maxEntries() {
		return this.entries.maxEntries();
	}

	/**
	 * Note who keeps values here, for those who ask.
	 * @param by name of a method, or what else tells it from others
	 * @param terms how long its values are remembered
	 */
	public void usedBy(String by, Terms terms) {
		this.uses.put(by, terms);
	}

	/**
	 * Who keeps values here.
	 * @return how long, by name
	 */
	public Map<String, Terms> uses() {
		return Map.copyOf(this.uses);
	}

	public NearStatistics statistics() {
		return this.statistics;
	}

	/**
	 * The number of entries, expired ones that have not been cleaned up yet included.
	 * @return the approximate size
	 */
	public long size() {
		return this.entries.now().synchronous().estimatedSize();
	}

	/**
	 * The number of times that something was put or evicted.
	 * @return the number
	 */
	public long changes() {
		return this.entries.changes();
	}

	/**
	 * Return the cached value, or load and cache it.
	 * @param key the key
	 * @param terms how long to cache a loaded value
	 * @param loader loads a missing value
	 * @return the value
	 * @throws Throwable what the loader throws, here or in the thread that ran it
	 */
	public @Nullable Object get(Object key, Terms terms, Loader loader) throws Throwable {
		return get(key, terms, Function.identity(), loader);
	}

	/**
	 * Return the cached value, or load and cache it. A hit makes no loader.
	 * @param key the key
	 * @param terms how long to cache a loaded value
	 * @param loaders makes what loads a missing value
	 * @param call what it is made of
	 * @param <C> type of the call
	 * @return the value
	 * @throws Throwable what the loader throws, here or in the thread that ran it
	 */
	public <C> @Nullable Object get(Object key, Terms terms, Function<? super C, ? extends Loader> loaders, C call)
			throws Throwable {
		AsyncCache<Object, Outcome> now = this.entries.now();
		CompletableFuture<Outcome> present = now.getIfPresent(key);
		if (present != null && present.getNow(null) instanceof Value hit && this.entries.isGood(hit)) {
			if (hit.claimsRefresh(this.ticker)) {
				return this.loads.refresh(now.asMap(), key, terms, loaders.apply(call), present, hit);
			}
			this.statistics.recordHit();
			return hit.get();
		}
		this.statistics.recordMiss();
		return this.loads.load(now.asMap(), key, terms, this.entries.keeping(loaders.apply(call)));
	}

	/**
	 * Return the cached value, if there is one.
	 * @param key the key
	 * @return the value, {@code null} if none is known
	 */
	public @Nullable Object peek(Object key) {
		CompletableFuture<Outcome> present = this.entries.now().getIfPresent(key);
		if (present != null && present.getNow(null) instanceof Value hit && this.entries.isGood(hit)) {
			this.statistics.recordHit();
			return hit.get();
		}
		this.statistics.recordMiss();
		return null;
	}

	/**
	 * Return the cached value, or cache what a loader promises.
	 * @param key the key
	 * @param terms how long to cache the value
	 * @param loader promises a missing value
	 * @return the value, or the promise that all callers share
	 */
	public CompletableFuture<@Nullable Object> getAsync(Object key, Terms terms,
			Supplier<? extends CompletionStage<?>> loader) {
		return getAsync(key, terms, () -> null, loader);
	}

	/**
	 * Return the cached value, or cache what a loader promises. The first caller who
	 * finds a value that is due to be refreshed asks for a promise, and gets the value as
	 * the others do.
	 * @param key the key
	 * @param terms how long to cache the value
	 * @param landing says what a promised value depends on, whether to keep it and how
	 * long; it loads nothing
	 * @param loader promises a missing value
	 * @return the value, or the promise that all callers share
	 */
	public CompletableFuture<@Nullable Object> getAsync(Object key, Terms terms, Loader landing,
			Supplier<? extends CompletionStage<?>> loader) {
		return this.promises.get(key, terms, landing, loader);
	}

	/**
	 * Return the cached values, and load all that are missing at once.
	 * @param keys the keys
	 * @param terms how long to cache loaded values
	 * @param loaders makes what loads the values of those keys that are missing
	 * @return the values that are known; a key without a value is not part of it
	 * @throws Throwable what the loader throws
	 */
	public Map<Object, Object> getAll(Collection<?> keys, Terms terms,
			Function<Set<Object>, ? extends BulkLoader> loaders) throws Throwable {
		Map<Object, Object> values = new LinkedHashMap<>();
		Set<Object> missing = new LinkedHashSet<>();
		for (Object key : new LinkedHashSet<>(keys)) {
			Object value = peek(key);
			if (value != null) {
				values.put(key, value);
			}
			else {
				missing.add(key);
			}
		}
		values.putAll(this.bulk.load(missing, terms, loaders));
		return values;
	}

	/**
	 * Remember a value, and keep a load of its key that is under way from being cached.
	 * @param key the key
	 * @param terms how long to cache it
	 * @param value the value
	 */
	public void put(Object key, Terms terms, Object value) {
		this.entries.put(key, terms, value);
	}

	/**
	 * Remember a value that was loaded without this cache, if there is none.
	 * @param key the key
	 * @param terms how long to cache it
	 * @param value the value
	 * @param limit how long it is good at most
	 * @param changes what {@link #changes()} was before the value was loaded: if there
	 * were more since, the value is not remembered
	 */
	public void fill(Object key, Terms terms, Object value, Duration limit, long changes) {
		this.entries.fill(key, terms, new KnownValue(value, limit), changes);
	}

	/**
	 * Whether a value is what is remembered, and has not been replaced or evicted.
	 * @param key the key
	 * @param value the value, the same object
	 * @return whether it is
	 */
	@SuppressWarnings("ReferenceEquality")
	public boolean holds(Object key, Object value) {
		Value present = Entries.value(this.entries.now().asMap().get(key));
		return present != null && present.get() == value;
	}

	/**
	 * Forget one entry, and keep a load of it that is under way from being cached.
	 * @param key the key
	 */
	public void evict(Object key) {
		this.entries.evict(key);
	}

	/**
	 * Forget all entries, and keep loads that are under way from being cached.
	 */
	public void evictAll() {
		this.entries.evictAll();
	}

}
