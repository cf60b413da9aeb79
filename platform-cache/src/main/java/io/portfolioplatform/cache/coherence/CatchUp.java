package io.portfolioplatform.cache.coherence;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Brings this process up to an entry of the log that it may not have seen. Callers that
 * come together share one look into the log.
 */
public final class CatchUp {

	private final LogFollower follower;

	private final Executor executor;

	private final AtomicReference<@Nullable CompletableFuture<Boolean>> next = new AtomicReference<>();

	/**
	 * Create it.
	 * @param follower looks into the log
	 * @param executor runs its steps, one at a time
	 */
	public CatchUp(LogFollower follower, Executor executor) {
		this.follower = follower;
		this.executor = executor;
	}

	/**
	 * See all that was appended before this call, an entry among it. An id that no entry
	 * has, such as one from the future, costs one look.
	 * @param id the id of the entry
	 * @param timeout how long to wait for the log at most
	 * @return whether the caches may be believed
	 */
	public boolean reach(String id, Duration timeout) {
		if (this.follower.hasSeen(id)) {
			return true;
		}
		try {
			return look().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException | TimeoutException | RejectedExecutionException ex) {
			return false;
		}
	}

	private CompletableFuture<Boolean> look() {
		CompletableFuture<Boolean> look = new CompletableFuture<>();
		CompletableFuture<Boolean> begun = this.next.compareAndExchange(null, look);
		if (begun != null) {
			return begun;
		}
		try {
			this.executor.execute(() -> {
				// From here on callers need a look of their own.
				this.next.set(null);
				look.complete(this.follower.step());
			});
		}
		catch (RejectedExecutionException ex) {
			this.next.set(null);
			throw ex;
		}
		return look;
	}

}
