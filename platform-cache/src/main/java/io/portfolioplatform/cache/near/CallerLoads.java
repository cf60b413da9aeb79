package io.portfolioplatform.cache.near;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Loads on the threads of callers, outside every lock: the first caller of a missing key
 * loads, the others wait for it.
 */
final class CallerLoads {

	private final Entries entries;

	private final NearStatistics statistics;

	private final BooleanSupplier mayWait;

	private final long maxWait;

	CallerLoads(Entries entries, BooleanSupplier mayWait, Duration maxWait) {
		this.entries = entries;
		this.statistics = entries.statistics();
		this.mayWait = mayWait;
		this.maxWait = maxWait.toNanos();
	}

	/**
	 * Load a value that is good and due to be loaded anew.
	 */
	@Nullable Object refresh(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key, Terms terms, Loader loader,
			CompletableFuture<Outcome> present, Value hit) throws Throwable {
		this.statistics.recordMiss();
		Flight own = flight(entries, key, terms, loader);
		try {
			Object value = timed(loader::refresh);
			own.complete(own.value(value, loader));
			return this.entries.replace(entries, key, present, own, loader.keeps(value)) ? this.entries.land(value)
					: value;
		}
		catch (BusyElsewhereException ex) {
			return isStillGood(entries, key, hit) ? hit.get() : load(entries, key, terms, this.entries.keeping(loader));
		}
		catch (Exception ex) {
			if (isStillGood(entries, key, hit)) {
				if (Flight.wasInterrupted(ex)) {
					Thread.currentThread().interrupt();
				}
			}
			else if (!standsIn(entries, key, present, own, ex)) {
				throw ex;
			}
			this.statistics.recordStale();
			return hit.get();
		}
	}

	/**
	 * Put a value whose time has passed in the place of the refresh that has failed, if
	 * it may stand in and is still there.
	 */
	private boolean standsIn(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key,
			CompletableFuture<Outcome> present, Flight own, Exception failure) {
		Value standIn = own.standIn(this.entries.previous(present), failure);
		return standIn != null && own.complete(standIn) && this.entries.replace(entries, key, present, own, true);
	}

	private boolean isStillGood(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key, Value hit) {
		return Entries.value(entries.get(key)) == hit && this.entries.isGood(hit);
	}

	/**
	 * Load a value that is missing, or wait for who does.
	 */
	@Nullable Object load(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key, Terms terms, Loader loader)
			throws Throwable {
		long start = System.nanoTime();
		while (true) {
			Flight own = flight(entries, key, terms, loader);
			CompletableFuture<Outcome> present = this.entries.begin(entries, key, own);
			if (present == null) {
				return this.entries.landed(loadTimed(own, loader));
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
		Flight own = flight(entries, key, terms, loader);
		Object value = timed(loader);
		own.complete(own.value(value, loader));
		return this.entries.replace(entries, key, present, own, loader.keeps(value)) ? this.entries.land(value) : value;
	}

	private Flight flight(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key, Terms terms,
			Loader loader) {
		return new Flight(entries, key, terms, loader, this.entries.ticker());
	}

	private Value loadTimed(Flight own, Loader loader) throws Throwable {
		long start = System.nanoTime();
		try {
			return own.load(loader);
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

	/**
	 * Wait for another thread's load, if this one may.
	 * @param start when this call has begun, in nanoseconds
	 * @return its outcome, or {@code null} if this thread has to load
	 */
	@Nullable Outcome outcomeOf(CompletableFuture<Outcome> present, long start) throws ExecutionException {
		if (present instanceof Flight running && !mayWaitFor(running)) {
			return null;
		}
		try {
			return await(present, this.maxWait - (System.nanoTime() - start));
		}
		catch (TimeoutException ex) {
			return null;
		}
	}

	/**
	 * Whether a call has waited for others as long as it has to.
	 * @param start when it has begun, in nanoseconds
	 */
	boolean hasWaited(long start) {
		return System.nanoTime() - start >= this.maxWait;
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

}
