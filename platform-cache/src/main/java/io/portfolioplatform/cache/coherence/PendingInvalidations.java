package io.portfolioplatform.cache.coherence;

import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Appends invalidations to the log, and again until they are in it: what this process has
 * changed while it could not reach the log is told when it can. Beyond a number of them
 * whole caches are invalidated instead.
 */
public final class PendingInvalidations implements InvalidationPublisher {

	private static final int MOST = 10_000;

	private final InvalidationLog log;

	private final Queue<Invalidation> refused = new ConcurrentLinkedQueue<>();

	private final Set<CompletableFuture<?>> underway = ConcurrentHashMap.newKeySet();

	private final AtomicInteger size = new AtomicInteger();

	/**
	 * Create a publisher.
	 * @param log where invalidations go
	 */
	public PendingInvalidations(InvalidationLog log) {
		this.log = log;
	}

	@Override
	public void publish(Invalidation invalidation) {
		CompletableFuture<@Nullable Void> told = new CompletableFuture<>();
		this.underway.add(told);
		append(invalidation).whenComplete((id, failure) -> {
			if (failure != null) {
				keep(invalidation);
			}
			// In this order: what is refused is counted before it is no longer under way.
			this.underway.remove(told);
			told.complete(null);
		});
	}

	private CompletionStage<String> append(Invalidation invalidation) {
		try {
			return this.log.append(invalidation);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * Whether the log has all that this process has invalidated.
	 * @return {@code false} from the call of {@code publish} until the log has answered
	 */
	public boolean isSettled() {
		return this.underway.isEmpty() && this.size.get() == 0;
	}

	/**
	 * Wait until the log has all that this process has invalidated.
	 * @param timeout how long to wait at most
	 * @return whether it has
	 */
	public boolean settle(Duration timeout) {
		if (isSettled() || this.size.get() > 0) {
			return isSettled();
		}
		try {
			CompletableFuture.allOf(this.underway.toArray(CompletableFuture[]::new))
				.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
			return this.size.get() == 0;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException | TimeoutException ex) {
			return false;
		}
	}

	private void keep(Invalidation invalidation) {
		boolean many = this.size.get() >= MOST;
		Invalidation kept = many ? invalidation.coarser() : invalidation;
		if (!many || !this.refused.contains(kept)) {
			this.refused.add(kept);
			this.size.incrementAndGet();
		}
	}

	/**
	 * Append again what could not be appended.
	 */
	public void retry() {
		for (int i = this.size.get(); i > 0; i--) {
			Invalidation invalidation = this.refused.poll();
			if (invalidation == null) {
				return;
			}
			publish(invalidation);
			this.size.decrementAndGet();
		}
	}

}
