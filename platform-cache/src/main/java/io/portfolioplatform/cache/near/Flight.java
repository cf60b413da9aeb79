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
	 * Wait for a promise without keeping this thread.
	 * @param promise the promise
	 * @param loader says whether to keep the value
	 * @param previous the value to fall back on, if there is one
	 * @param landed told of the value
	 * @return what to answer with
	 */
	CompletableFuture<@Nullable Object> load(CompletionStage<?> promise, Loader loader, @Nullable Value previous,
			Consumer<Value> landed) {
		CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
		promise.thenApply((value) -> land(value, loader)).whenComplete((value, failure) -> {
			Value standIn = (failure != null) ? standInHere(previous, cause(failure)) : null;
			if (failure == null) {
				landed.accept(value);
				answer.complete(value.get());
			}
			else if (standIn != null) {
				land(standIn, true);
				landed.accept(standIn);
				answer.complete(standIn.get());
			}
			else {
				land(new Outcome.Failure(cause(failure)), false);
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
	 * @param previous the value to fall back on, if there is one
	 * @return what to answer with
	 * @throws Throwable what the loader throws
	 */
	Value load(Loader loader, @Nullable Value previous) throws Throwable {
		try {
			Object value = loader.load();
			return land(value, loader);
		}
		catch (Throwable ex) {
			Value standIn = standInHere(previous, ex);
			if (standIn == null) {
				fail(ex);
				throw ex;
			}
			land(standIn, true);
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
	 * End with a failure. If it is that of an interrupted thread, it is nobody else's:
	 * one of those who wait loads again.
	 * @param failure what the loader threw
	 */
	void fail(Throwable failure) {
		land(wasInterrupted(failure) ? new Outcome.Abandoned() : new Outcome.Failure(failure), false);
	}

	private void land(Outcome outcome, boolean keep) {
		if (!keep) {
			// Before the outcome is known, so that nobody finds it in the map.
			this.entries.remove(this.key, this);
		}
		this.pilot = null;
		complete(outcome);
	}

	private @Nullable Value standInHere(@Nullable Value previous, Throwable failure) {
		return (this.entries.get(this.key) == this) ? standIn(previous, failure) : null;
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
