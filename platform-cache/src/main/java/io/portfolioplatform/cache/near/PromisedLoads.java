package io.portfolioplatform.cache.near;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Loads whose values are promised: callers share one promise and no thread waits.
 */
final class PromisedLoads {

	private final Entries entries;

	private final NearStatistics statistics;

	PromisedLoads(Entries entries) {
		this.entries = entries;
		this.statistics = entries.statistics();
	}

	/**
	 * Return the value, or the promise that all callers share.
	 * @param landing says what a promised value depends on, whether to keep it and how
	 * long
	 * @param loader promises a missing value
	 */
	CompletableFuture<@Nullable Object> get(Object key, Terms terms, Loader landing,
			Supplier<? extends CompletionStage<?>> loader) {
		ConcurrentMap<Object, CompletableFuture<Outcome>> entries = this.entries.now().asMap();
		Loader kept = this.entries.keeping(landing);
		CompletableFuture<Outcome> present = entries.get(key);
		if (present == null || this.entries.isObsolete(present)) {
			Flight own = Flight.withoutPilot(entries, key, terms, kept, this.entries.ticker());
			present = this.entries.begin(entries, key, own);
			if (present == null) {
				this.statistics.recordMiss();
				return own.load(promised(loader), kept, this.entries::landed);
			}
		}
		if (!refreshesIfDue(entries, key, terms, kept, loader, present)) {
			record(present);
		}
		return present.thenCompose((outcome) -> {
			if (outcome instanceof Value value) {
				return CompletableFuture.completedFuture(value.get());
			}
			// What another caller gave up is loaded by one of those who wait.
			return (outcome instanceof Outcome.Failure failure) ? CompletableFuture.failedFuture(failure.cause())
					: get(key, terms, landing, loader);
		});
	}

	/**
	 * Ask for a promise if the value is due. That call counts as a miss, as it does where
	 * a thread loads the value anew: it looks into what is shared, where it may hit.
	 */
	private boolean refreshesIfDue(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key, Terms terms,
			Loader landing, Supplier<? extends CompletionStage<?>> loader, CompletableFuture<Outcome> present) {
		if (present.getNow(null) instanceof Value hit && hit.claimsRefresh(this.entries.ticker())) {
			this.statistics.recordMiss();
			Flight own = Flight.withoutPilot(entries, key, terms, landing, this.entries.ticker());
			own.refresh(promised(loader), landing, (value) -> {
				if (this.entries.replace(entries, key, present, own, landing.keeps(value))) {
					this.entries.land(value);
				}
			}, this.statistics::recordStale);
			return true;
		}
		return false;
	}

	private CompletionStage<?> promised(Supplier<? extends CompletionStage<?>> loader) {
		long start = System.nanoTime();
		CompletionStage<?> promise;
		try {
			promise = loader.get();
		}
		catch (Throwable ex) {
			promise = CompletableFuture.failedFuture(ex);
		}
		return promise.whenComplete((value, failure) -> this.statistics.loads().recordSince(start));
	}

	private void record(CompletableFuture<Outcome> present) {
		if (present.isDone()) {
			this.statistics.recordHit();
		}
		else {
			this.statistics.recordMiss();
		}
	}

}
