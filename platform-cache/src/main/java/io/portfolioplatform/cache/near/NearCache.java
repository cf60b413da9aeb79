package io.portfolioplatform.cache.near;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * A named cache of this JVM. The load of a missing key runs on the thread of its first
 * caller, outside every lock; the others wait for it. Caffeine bounds it; the time of a
 * value is looked at here, because Caffeine's own times for each entry cost a hit more
 * than all the rest.
 */
public final class NearCache {

	private final String name;

	private final long maxEntries;

	private final Ticker ticker;

	private final BooleanSupplier trusted;

	private final BooleanSupplier mayWait;

	private final long maxWait;

	private final NearStatistics statistics = new NearStatistics();

	private final AtomicLong changes = new AtomicLong();

	private final Map<String, Terms> uses = new ConcurrentHashMap<>();

	private final Sweep sweep;

	private volatile AsyncCache<Object, Outcome> entries;

	private final Guards guards;

	NearCache(String name, long maxEntries, Ticker ticker, BooleanSupplier trusted, BooleanSupplier mayWait,
			Duration maxWait) {
		this(name, maxEntries, ticker, trusted, mayWait, maxWait, Guards.ALL);
	}

	NearCache(String name, long maxEntries, Ticker ticker, BooleanSupplier trusted, BooleanSupplier mayWait,
			Duration maxWait, Guards guards) {
		this.name = name;
		this.maxEntries = maxEntries;
		this.ticker = ticker;
		this.trusted = trusted;
		this.mayWait = mayWait;
		this.maxWait = maxWait.toNanos();
		this.guards = guards;
		this.sweep = new Sweep(ticker, this.statistics.evictionCounter());
		this.entries = empty();
	}

	private AsyncCache<Object, Outcome> empty() {
		return Caffeine.newBuilder()
			.maximumWeight(this.maxEntries)
			.weigher(NearCache::weight)
			.recordStats(this.statistics::evictionCounter)
			.buildAsync();
	}

	private static int weight(Object key, Outcome outcome) {
		return (outcome instanceof Value value && value.get() instanceof Weighted weighted) ? weighted.weight() : 1;
	}

	public String name() {
		return this.name;
	}

	/**
	 * Most entries kept.
	 * @return the limit
	 */
	public long maxEntries() {
		return this.maxEntries;
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
		return this.entries.synchronous().estimatedSize();
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
		AsyncCache<Object, Outcome> entries = this.entries;
		CompletableFuture<Outcome> present = entries.getIfPresent(key);
		if (present != null && present.getNow(null) instanceof Value hit && isGood(hit)) {
			if (hit.claimsRefresh(this.ticker)) {
				return refresh(entries.asMap(), key, terms, loaders.apply(call), present, hit);
			}
			this.statistics.recordHit();
			return hit.get();
		}
		this.statistics.recordMiss();
		return load(entries.asMap(), key, terms, keeping(loaders.apply(call)));
	}

	/**
	 * What is loaded while the cache is not trusted is not kept either.
	 */
	private Loader keeping(Loader loader) {
		return this.trusted.getAsBoolean() ? loader : new UnkeptLoader(loader);
	}

	/**
	 * Return the cached value, if there is one.
	 * @param key the key
	 * @return the value, {@code null} if none is known
	 */
	public @Nullable Object peek(Object key) {
		CompletableFuture<Outcome> present = this.entries.getIfPresent(key);
		if (present != null && present.getNow(null) instanceof Value hit && isGood(hit)) {
			this.statistics.recordHit();
			return hit.get();
		}
		this.statistics.recordMiss();
		return null;
	}

	private boolean isGood(Value value) {
		return value.isGood(this.ticker) && this.trusted.getAsBoolean();
	}

	private @Nullable Object refresh(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key, Terms terms,
			Loader loader, CompletableFuture<Outcome> present, Value hit) throws Throwable {
		this.statistics.recordMiss();
		Flight own = new Flight(entries, key, terms, loader, this.ticker);
		try {
			Object value = timed(loader::refresh);
			own.complete(own.value(value, loader));
			return replace(entries, key, present, own, loader.keeps(value)) ? land(value) : value;
		}
		catch (BusyElsewhereException ex) {
			return (value(entries.get(key)) == hit && isGood(hit)) ? hit.get()
					: load(entries, key, terms, keeping(loader));
		}
		catch (Exception ex) {
			if (value(entries.get(key)) != hit || !isGood(hit)) {
				throw ex;
			}
			if (Flight.wasInterrupted(ex)) {
				Thread.currentThread().interrupt();
			}
			this.statistics.recordStale();
			return hit.get();
		}
	}

	private static @Nullable Value value(@Nullable CompletableFuture<Outcome> present) {
		return (present != null && present.getNow(null) instanceof Value value) ? value : null;
	}

	private @Nullable Object load(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key, Terms terms,
			Loader loader) throws Throwable {
		long start = System.nanoTime();
		while (true) {
			Flight own = new Flight(entries, key, terms, loader, this.ticker);
			CompletableFuture<Outcome> present = entries.putIfAbsent(key, own);
			if (present == null) {
				return land(loadTimed(own, loader, null).get());
			}
			if (isObsolete(present)) {
				if (takePlace(entries, key, present, own)) {
					return load(own, loader, present);
				}
				continue;
			}
			if (present instanceof Flight running && !mayWaitFor(running)) {
				return timed(loader);
			}
			Outcome outcome;
			try {
				outcome = await(present, this.maxWait - (System.nanoTime() - start));
			}
			catch (TimeoutException ex) {
				return overtake(entries, key, terms, loader, present);
			}
			if (outcome == null) {
				return timed(loader);
			}
			if (outcome instanceof Outcome.Failure failure) {
				throw failure.cause();
			}
			if (outcome instanceof Value value) {
				return value.get();
			}
		}
	}

	/**
	 * Load what another thread loads for too long. If nothing has been changed meanwhile,
	 * the value takes the place of that load, which may never end.
	 */
	private @Nullable Object overtake(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key,
			Terms terms, Loader loader, CompletableFuture<Outcome> present) throws Throwable {
		Flight own = new Flight(entries, key, terms, loader, this.ticker);
		Object value = timed(loader);
		own.complete(own.value(value, loader));
		return replace(entries, key, present, own, loader.keeps(value)) ? land(value) : value;
	}

	private Value loadTimed(Flight own, Loader loader, @Nullable Value previous) throws Throwable {
		long start = System.nanoTime();
		try {
			return own.load(loader, previous);
		}
		finally {
			this.statistics.loads().recordSince(start);
		}
	}

	private @Nullable Object timed(Loader loader) throws Throwable {
		long start = System.nanoTime();
		try {
			return loader.load();
		}
		finally {
			this.statistics.loads().recordSince(start);
		}
	}

	private boolean mayWaitFor(Flight running) {
		return running.isDone() || (!running.isPilotedByCaller() && this.mayWait.getAsBoolean());
	}

	private boolean isObsolete(CompletableFuture<Outcome> present) {
		Outcome outcome = present.getNow(null);
		if (outcome instanceof Value value) {
			return !isGood(value);
		}
		return outcome == null && present instanceof Flight running && !this.guards.isCurrent(running);
	}

	private boolean takePlace(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key,
			CompletableFuture<Outcome> obsolete, Flight own) {
		boolean taken = entries.replace(key, obsolete, own);
		if (taken && obsolete.getNow(null) instanceof Value value && value.isOver(this.ticker)) {
			this.statistics.evictionCounter().add(1);
		}
		return taken;
	}

	private @Nullable Object load(Flight own, Loader loader, CompletableFuture<Outcome> replaced) throws Throwable {
		return landed(loadTimed(own, loader, previous(replaced)));
	}

	private @Nullable Value previous(CompletableFuture<Outcome> replaced) {
		return (replaced.getNow(null) instanceof Value value && this.trusted.getAsBoolean()) ? value : null;
	}

	private @Nullable Object landed(Value landed) {
		if (landed.isStandIn()) {
			this.statistics.recordStale();
			return landed.get();
		}
		return land(landed.get());
	}

	private @Nullable Object land(@Nullable Object value) {
		if (value != null) {
			recordPut();
		}
		return value;
	}

	private void recordPut() {
		this.statistics.recordPut();
		this.sweep.ifDue(this.entries.asMap());
	}

	/**
	 * Wait for another thread's load.
	 * @return its outcome, or {@code null} if this thread was interrupted: it then calls
	 * its own loader, which reacts to the interrupt as it would without a cache
	 */
	private @Nullable Outcome await(CompletableFuture<Outcome> flight, long nanos)
			throws ExecutionException, TimeoutException {
		boolean waits = !flight.isDone();
		long start = System.nanoTime();
		try {
			return flight.get(nanos, TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
		finally {
			if (waits) {
				this.statistics.waits().recordSince(start);
			}
		}
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
		ConcurrentMap<Object, CompletableFuture<Outcome>> entries = this.entries.asMap();
		Loader kept = keeping(landing);
		while (true) {
			CompletableFuture<Outcome> present = entries.get(key);
			if (present != null && !isObsolete(present)) {
				record(present);
				refreshIfDue(entries, key, terms, kept, loader, present);
				return present.thenCompose(NearCache::answer);
			}
			Flight own = Flight.withoutPilot(entries, key, terms, kept, this.ticker);
			if ((present != null) ? takePlace(entries, key, present, own) : entries.putIfAbsent(key, own) == null) {
				this.statistics.recordMiss();
				return own.load(loader, kept, (present != null) ? previous(present) : null, this::landed);
			}
		}
	}

	private void refreshIfDue(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key, Terms terms,
			Loader landing, Supplier<? extends CompletionStage<?>> loader, CompletableFuture<Outcome> present) {
		if (present.getNow(null) instanceof Value hit && hit.claimsRefresh(this.ticker)) {
			Flight own = Flight.withoutPilot(entries, key, terms, landing, this.ticker);
			own.refresh(loader, landing, (value) -> {
				if (replace(entries, key, present, own, landing.keeps(value))) {
					land(value);
				}
			}, this.statistics::recordStale);
		}
	}

	/**
	 * Put a refreshed value in the place of the one it refreshes, if that is still there.
	 */
	private boolean replace(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key,
			CompletableFuture<Outcome> present, Flight own, boolean keep) {
		return keep ? this.guards.replace(entries, key, present, own) : !entries.remove(key, present);
	}

	private void record(CompletableFuture<Outcome> present) {
		if (present.isDone()) {
			this.statistics.recordHit();
		}
		else {
			this.statistics.recordMiss();
		}
	}

	private static CompletionStage<@Nullable Object> answer(Outcome outcome) {
		if (outcome instanceof Value value) {
			return CompletableFuture.completedFuture(value.get());
		}
		return CompletableFuture.failedFuture((outcome instanceof Outcome.Failure failure) ? failure.cause()
				: new CancellationException("The thread that loaded the value was interrupted"));
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
		Map<Object, Object> found = new LinkedHashMap<>();
		Map<Object, Flight> own = new LinkedHashMap<>();
		Loader landing = keeping(() -> null);
		Set<Object> others = new LinkedHashSet<>();
		ConcurrentMap<Object, CompletableFuture<Outcome>> entries = this.entries.asMap();
		for (Object key : new LinkedHashSet<>(keys)) {
			Object value = peek(key);
			if (value != null) {
				found.put(key, value);
				continue;
			}
			Flight flight = new Flight(entries, key, terms, landing, this.ticker);
			CompletableFuture<Outcome> present = entries.putIfAbsent(key, flight);
			if (present == null || (isObsolete(present) && takePlace(entries, key, present, flight))) {
				own.put(key, flight);
			}
			else {
				others.add(key);
			}
		}
		// Its own first, so that two callers never wait for each other.
		found.putAll(loadAll(own, loaders));
		for (Object key : others) {
			Object value = load(entries, key, terms, keeping(new PartLoader(loaders.apply(Set.of(key)), key)));
			if (value != null) {
				found.put(key, value);
			}
		}
		return found;
	}

	private Map<Object, Object> loadAll(Map<Object, Flight> flights,
			Function<Set<Object>, ? extends BulkLoader> loaders) throws Throwable {
		Map<Object, Object> found = new LinkedHashMap<>();
		if (flights.isEmpty()) {
			return found;
		}
		try {
			long start = System.nanoTime();
			BulkLoader loader = loaders.apply(Collections.unmodifiableSet(flights.keySet()));
			Map<?, ?> loaded = Objects.requireNonNull(loader.load());
			this.statistics.loads().recordSince(start);
			flights.forEach((key, flight) -> {
				Object value = land(flight.land(loaded.get(key), keeping(new PartLoader(loader, key))).get());
				if (value != null) {
					found.put(key, value);
				}
			});
			return found;
		}
		catch (Throwable ex) {
			flights.values().forEach((flight) -> flight.fail(ex));
			throw ex;
		}
	}

	/**
	 * Remember a value, and keep a load of its key that is under way from being cached.
	 * @param key the key
	 * @param terms how long to cache it
	 * @param value the value
	 */
	public void put(Object key, Terms terms, Object value) {
		this.changes.incrementAndGet();
		put(key, terms, () -> value, value);
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
		ConcurrentMap<Object, CompletableFuture<Outcome>> entries = this.entries.asMap();
		Loader loader = keeping(new KnownValue(value, limit));
		Flight flight = new Flight(entries, key, terms, loader, this.ticker);
		CompletableFuture<Outcome> present = entries.putIfAbsent(key, flight);
		if (present == null || (isObsolete(present) && takePlace(entries, key, present, flight))) {
			// Looked at after the flight is in the map: a change from now on removes it.
			flight.land(value,
					this.guards.isUnchanged(changes, this.changes.get()) ? loader : new UnkeptLoader(loader));
			recordPut();
		}
	}

	/**
	 * The number of times that something was put or evicted.
	 * @return the number
	 */
	public long changes() {
		return this.changes.get();
	}

	private void put(Object key, Terms terms, Loader loader, Object value) {
		ConcurrentMap<Object, CompletableFuture<Outcome>> entries = this.entries.asMap();
		Flight landed = new Flight(entries, key, terms, loader, this.ticker);
		landed.complete(landed.value(value, loader));
		if (this.trusted.getAsBoolean()) {
			entries.put(key, landed);
			recordPut();
		}
		else {
			entries.remove(key);
		}
	}

	/**
	 * Whether a value is what is remembered, and has not been replaced or evicted.
	 * @param key the key
	 * @param value the value, the same object
	 * @return whether it is
	 */
	@SuppressWarnings("ReferenceEquality")
	public boolean holds(Object key, Object value) {
		Value present = value(this.entries.asMap().get(key));
		return present != null && present.get() == value;
	}

	/**
	 * Forget one entry, and keep a load of it that is under way from being cached.
	 * @param key the key
	 */
	public void evict(Object key) {
		this.changes.incrementAndGet();
		this.guards.remove(this.entries.asMap(), key);
	}

	/**
	 * Forget all entries, and keep loads that are under way from being cached.
	 */
	public void evictAll() {
		this.changes.incrementAndGet();
		this.entries = empty();
	}

}
