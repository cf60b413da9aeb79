package io.portfolioplatform.cache.shared;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.portfolioplatform.cache.near.Terms;
import io.portfolioplatform.cache.shared.SharedResults.Found;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a promised result among those the fleet shares before it asks for a promise.
 * The first look is the caller's, so that a promise is asked for on its thread. While
 * another process computes, no thread waits: later looks take place elsewhere, with the
 * caller's context, because one of them may have to ask for the promise. Where that
 * context cannot be carried, the caller asks at once.
 */
public final class SharedPromise {

	private final Supplier<? extends CompletionStage<?>> promise;

	private final Predicate<@Nullable Object> keeps;

	private final SharedCall call;

	/**
	 * Create a promise for one call.
	 * @param promise asks for a promise
	 * @param keeps whether to remember a promised value
	 * @param sharing what the fleet shares
	 * @param ref which result
	 * @param codec writes and reads it
	 * @param terms how long it is good
	 */
	public SharedPromise(Supplier<? extends CompletionStage<?>> promise, Predicate<@Nullable Object> keeps,
			Sharing sharing, ResultRef ref, ResultCodec codec, Terms terms) {
		this.promise = promise;
		this.keeps = keeps;
		this.call = new SharedCall(sharing, ref, codec, terms);
	}

	/**
	 * Promise the result.
	 * @return the promise
	 */
	public CompletionStage<?> get() {
		Found found = this.call.find();
		Executor context = (found instanceof Found.Busy && this.call.mayWait()) ? this.call.context() : null;
		return (context != null) ? later(context) : use(found);
	}

	private CompletionStage<?> use(Found found) {
		if (found instanceof Found.Result result) {
			Object value = this.call.read(result);
			return (value != null) ? CompletableFuture.completedFuture(value) : compute(this.call.replace());
		}
		return (found instanceof Found.Due due) ? refresh(due) : compute(found);
	}

	private CompletionStage<?> compute(Found found) {
		return (found instanceof Found.Turn turn) ? compute(turn) : computeForItself();
	}

	private CompletionStage<?> computeForItself() {
		SharedResults.Hold timed = this.call.timed();
		return this.promise.get().whenComplete((value, failure) -> timed.close());
	}

	private CompletionStage<?> later(Executor context) {
		long nanos = this.call.pause();
		if (nanos < 0) {
			return computeForItself();
		}
		Executor delayed = CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS);
		return CompletableFuture
			.supplyAsync(() -> look(context), (task) -> delayed.execute(() -> context.execute(task)))
			.thenCompose(Function.identity());
	}

	private CompletionStage<?> look(Executor context) {
		Found found = this.call.find();
		return (found instanceof Found.Busy) ? later(context) : use(found);
	}

	private CompletionStage<?> refresh(Found.Due due) {
		return compute(due.turn()).handle((value, failure) -> {
			Object earlier = (failure != null) ? this.call.earlier(due) : value;
			return (failure == null || earlier != null) ? CompletableFuture.completedFuture(earlier)
					: CompletableFuture.failedFuture(failure);
		}).thenCompose(Function.identity());
	}

	private CompletionStage<?> compute(Found.Turn turn) {
		SharedResults.Hold hold = this.call.hold(turn);
		return this.promise.get().whenComplete((value, failure) -> {
			hold.close();
			byte[] bytes = null;
			try {
				bytes = (failure == null) ? this.call.write(value, this.keeps) : null;
			}
			finally {
				this.call.end(turn, bytes);
			}
		});
	}

	/**
	 * How long the promised value is good at most.
	 * @return the limit
	 */
	public Duration limit() {
		return this.call.limit();
	}

}
