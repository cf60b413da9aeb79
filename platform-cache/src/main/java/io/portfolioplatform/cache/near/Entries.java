package io.portfolioplatform.cache.near;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * What one near cache holds, and the rules by which an entry is used, takes the place of
 * another and goes. Caffeine bounds the number; the time of a value is looked at here,
 * because Caffeine's own times for each entry cost a hit more than all the rest.
 */
final class Entries {

	private final long maxEntries;

	private final Ticker ticker;

	private final BooleanSupplier trusted;

	private final Guards guards;

	private final NearStatistics statistics;

	private final Sweep sweep;

	private final AtomicLong changes = new AtomicLong();

	private volatile AsyncCache<Object, Outcome> cache;

	Entries(long maxEntries, Ticker ticker, BooleanSupplier trusted, Guards guards, NearStatistics statistics) {
		this.maxEntries = maxEntries;
		this.ticker = ticker;
		this.trusted = trusted;
		this.guards = guards;
		this.statistics = statistics;
		this.sweep = new Sweep(ticker, statistics);
		this.cache = empty();
	}

	private AsyncCache<Object, Outcome> empty() {
		return Caffeine.newBuilder()
			.maximumWeight(this.maxEntries)
			.weigher(Entries::weight)
			.evictionListener((key, outcome, cause) -> this.statistics.recordEvictions(1))
			// On the caller's thread: to wake another costs more than the work.
			.executor(Runnable::run)
			.buildAsync();
	}

	private static int weight(Object key, Outcome outcome) {
		return (outcome instanceof Value value && value.get() instanceof Weighted weighted) ? weighted.weight() : 1;
	}

	/**
	 * Those of this moment: there are others after everything was evicted, so that a load
	 * that began before lands where nobody looks.
	 */
	AsyncCache<Object, Outcome> now() {
		return this.cache;
	}

	long maxEntries() {
		return this.maxEntries;
	}

	Ticker ticker() {
		return this.ticker;
	}

	NearStatistics statistics() {
		return this.statistics;
	}

	/**
	 * The number of times that something was put or evicted.
	 */
	long changes() {
		return this.changes.get();
	}

	boolean isGood(Value value) {
		return value.isGood(this.ticker) && this.trusted.getAsBoolean();
	}

	/**
	 * The value of an entry, {@code null} while it is being loaded or if it has none.
	 */
	static @Nullable Value value(@Nullable CompletableFuture<Outcome> present) {
		return (present != null && present.getNow(null) instanceof Value value) ? value : null;
	}

	boolean isObsolete(CompletableFuture<Outcome> present) {
		Outcome outcome = present.getNow(null);
		if (outcome instanceof Value value) {
			return !isGood(value);
		}
		return outcome == null && present instanceof Flight running && !this.guards.isCurrent(running);
	}

	/**
	 * What is loaded while the cache is not trusted is not kept either.
	 */
	Loader keeping(Loader loader) {
		return this.trusted.getAsBoolean() ? loader : new UnkeptLoader(loader);
	}

	/**
	 * Begin a load, unless there is something that is good or being loaded.
	 * @return what is there instead, {@code null} if the load has begun
	 */
	@Nullable CompletableFuture<Outcome> begin(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key,
			Flight own) {
		CompletableFuture<Outcome> present;
		do {
			present = entries.putIfAbsent(key, own);
			if (present == null || !isObsolete(present)) {
				return present;
			}
		}
		while (!takePlace(entries, key, present, own));
		return null;
	}

	private boolean takePlace(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key,
			CompletableFuture<Outcome> obsolete, Flight own) {
		boolean taken = entries.replace(key, obsolete, own);
		if (taken) {
			own.replaces(previous(obsolete));
		}
		if (taken && obsolete.getNow(null) instanceof Value value && value.isOver(this.ticker)) {
			this.statistics.recordEvictions(1);
		}
		return taken;
	}

	/**
	 * The value that a load is to replace and that may stand in for it if it fails.
	 */
	@Nullable Value previous(CompletableFuture<Outcome> replaced) {
		return (replaced.getNow(null) instanceof Value value && this.trusted.getAsBoolean()) ? value : null;
	}

	/**
	 * Put a refreshed value in the place of the one it refreshes, if that is still there.
	 */
	boolean replace(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key,
			CompletableFuture<Outcome> present, Flight own, boolean keep) {
		return keep ? this.guards.replace(entries, key, present, own) : !entries.remove(key, present);
	}

	@Nullable Object landed(Value landed) {
		if (landed.isStandIn()) {
			this.statistics.recordStale();
			return landed.get();
		}
		return land(landed.get());
	}

	@Nullable Object land(@Nullable Object value) {
		if (value != null) {
			recordPut();
		}
		return value;
	}

	private void recordPut() {
		this.statistics.recordPut();
		this.sweep.ifDue(this.cache.asMap());
	}

	/**
	 * Put a value in the place of what is there.
	 */
	void put(Object key, Terms terms, Object value) {
		this.changes.incrementAndGet();
		ConcurrentMap<Object, CompletableFuture<Outcome>> entries = this.cache.asMap();
		Loader loader = () -> value;
		Flight landed = new Flight(entries, key, terms, loader, this.ticker);
		landed.complete(landed.value(value, loader));
		if (this.trusted.getAsBoolean()) {
			this.guards.put(entries, key, landed);
			recordPut();
		}
		else {
			entries.remove(key);
		}
	}

	/**
	 * Put a value where there is none, unless there were changes since it was loaded.
	 */
	void fill(Object key, Terms terms, KnownValue value, long changes) {
		ConcurrentMap<Object, CompletableFuture<Outcome>> entries = this.cache.asMap();
		Loader loader = keeping(value);
		Flight flight = new Flight(entries, key, terms, loader, this.ticker);
		if (begin(entries, key, flight) == null) {
			// Looked at after the flight is in the map: a change from now on removes it.
			flight.land(value.load(),
					this.guards.isUnchanged(changes, this.changes.get()) ? loader : new UnkeptLoader(loader));
			recordPut();
		}
	}

	void evict(Object key) {
		this.changes.incrementAndGet();
		this.guards.remove(this.cache.asMap(), key);
	}

	void evictAll() {
		this.changes.incrementAndGet();
		this.cache = this.guards.removeAll(this.cache, this::empty);
	}

}
