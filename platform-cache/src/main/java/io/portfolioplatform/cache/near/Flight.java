package io.portfolioplatform.cache.near;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * One load of one key, then its outcome: what the callers of that key share. While it is
 * in the map it is the only load of its key. One that an eviction has removed still
 * answers those who wait for it, but its value never comes back into the map.
 */
final class Flight extends CompletableFuture<Outcome> {

	private final ConcurrentMap<Object, CompletableFuture<Outcome>> entries;

	private final Object key;

	private final Terms terms;

	private final Ticker ticker;

	private final Validity validity;

	private @Nullable Value previous;

	private volatile @Nullable Thread pilot;

	Flight(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key, Terms terms, Loader loader,
			Ticker ticker) {
		this.entries = entries;
		this.key = key;
		this.terms = terms;
		this.ticker = ticker;
		this.validity = loader.validity();
		this.pilot = Thread.currentThread();
	}

	/**
	 * A load that no thread stays with.
	 */
	static Flight withoutPilot(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key, Terms terms,
			Loader loader, Ticker ticker) {
		Flight flight = new Flight(entries, key, terms, loader, ticker);
		flight.pilot = null;
		return flight;
	}

	/**
	 * Remember what this load takes the place of.
	 * @param previous the value that may stand in if the load fails, if there is one
	 */
	void replaces(@Nullable Value previous) {
		this.previous = previous;
	}

	/**
	 * Wait for a promise without keeping this thread.
	 * @param promise the promise
	 * @param loader says whether to keep the value
	 * @param landed told of the value
	 * @return what to answer with
	 */
	CompletableFuture<@Nullable Object> load(CompletionStage<?> promise, Loader loader, Consumer<Value> landed) {
		CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
		promise.thenApply((value) -> land(value, loader)).whenComplete((value, failure) -> {
			Value known = (failure != null) ? fail(cause(failure), new Outcome.Failure(cause(failure))) : value;
			if (known != null) {
				landed.accept(known);
				answer.complete(known.get());
			}
			else {
				answer.completeExceptionally(cause(failure));
			}
		});
		return answer;
	}

	/**
	 * Wait for a promise whose value is to take the place of one that is still good.
	 * @param promise the promise
	 * @param loader makes a value of it
	 * @param landed told of the value when this flight has ended with it
	 * @param failed told that there is none
	 */
	void refresh(CompletionStage<?> promise, Loader loader, Consumer<@Nullable Object> landed, Runnable failed) {
		promise.thenAccept((value) -> {
			complete(value(value, loader));
			landed.accept(value);
		}).whenComplete((done, failure) -> {
			if (failure != null) {
				failed.run();
			}
		});
	}

	private static Throwable cause(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

	/**
	 * Run the loader on this thread.
	 * @param loader the loader
	 * @return what to answer with
	 * @throws Throwable what the loader throws
	 */
	Value load(Loader loader) throws Throwable {
		try {
			Object value = loader.load();
			return land(value, loader);
		}
		catch (Throwable ex) {
			Value standIn = fail(ex);
			if (standIn == null) {
				throw ex;
			}
			return standIn;
		}
	}

	/**
	 * End with a value.
	 * @param value the value
	 * @param loader where it came from
	 * @return the value as it is remembered
	 */
	Value land(@Nullable Object value, Loader loader) {
		Value landed = value(value, loader);
		land(landed, loader.keeps(value));
		return landed;
	}

	Value value(@Nullable Object value, Loader loader) {
		return Value.of(value, this.validity, this.terms, loader.limit(value, this.terms.ttl()), this.ticker);
	}

	/**
	 * End with a failure, or with the value that stands in for it. The failure of an
	 * interrupted thread is nobody else's: one of those who wait loads again.
	 * @param failure what the loader threw
	 * @return the value that stands in, {@code null} if there is none
	 */
	@Nullable Value fail(Throwable failure) {
		return fail(failure, wasInterrupted(failure) ? new Outcome.Abandoned() : new Outcome.Failure(failure));
	}

	private @Nullable Value fail(Throwable failure, Outcome outcome) {
		Value standIn = (this.entries.get(this.key) == this) ? standIn(this.previous, failure) : null;
		land((standIn != null) ? standIn : outcome, standIn != null);
		return standIn;
	}

	private void land(Outcome outcome, boolean keep) {
		if (!keep) {
			// Before the outcome is known, so that nobody finds it in the map.
			this.entries.remove(this.key, this);
		}
		this.pilot = null;
		this.previous = null;
		complete(outcome);
	}

	/**
	 * What stands in for a failure.
	 * @param previous the value to fall back on, if there is one
	 * @param failure what the loader threw
	 * @return the value once more, or {@code null} if it may not
	 */
	@Nullable Value standIn(@Nullable Value previous, Throwable failure) {
		if (previous == null || !(failure instanceof Exception) || wasInterrupted(failure)) {
			return null;
		}
		return previous.canStandInForFailure(this.ticker) ? previous.inPlaceOfFailure(this.ticker) : null;
	}

	/**
	 * Whether the loader of this flight asks for the key it is loading.
	 */
	boolean isPilotedByCaller() {
		return this.pilot == Thread.currentThread();
	}

	boolean isCurrent() {
		return this.validity.isCurrent();
	}

	static boolean wasInterrupted(Throwable failure) {
		if (Thread.currentThread().isInterrupted()) {
			return true;
		}
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof InterruptedException) {
				return true;
			}
		}
		return false;
	}

}
