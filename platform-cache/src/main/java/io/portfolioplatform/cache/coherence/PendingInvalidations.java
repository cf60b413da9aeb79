package io.portfolioplatform.cache.coherence;

import java.time.Duration;
import java.util.Map;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Appends invalidations to the log, and again until they are in it: what this process has
 * changed while it could not reach the log is told when it can. Beyond a number of them
 * whole caches are invalidated instead.
 */
public final class PendingInvalidations implements InvalidationPublisher {

	private static final int MOST = 10_000;

	private final InvalidationLog log;

	private final Consumer<Invalidation> journal;

	private final Queue<Invalidation> refused = new ConcurrentLinkedQueue<>();

	/** Those of the refused that stand for many. */
	private final Set<Invalidation> coarse = ConcurrentHashMap.newKeySet();

	private final Map<Long, CompletableFuture<?>> underway = new ConcurrentHashMap<>();

	private final AtomicLong count = new AtomicLong();

	/** Those that were refused and are not in the log yet, on their way again or not. */
	private final AtomicInteger size = new AtomicInteger();

	/**
	 * Create a publisher.
	 * @param log where invalidations go
	 */
	public PendingInvalidations(InvalidationLog log) {
		this(log, (invalidation) -> {
		});
	}

	/**
	 * Create a publisher with a journal.
	 * @param log where invalidations go
	 * @param journal where they are written before they take effect
	 */
	public PendingInvalidations(InvalidationLog log, Consumer<Invalidation> journal) {
		this.log = log;
		this.journal = journal;
	}

	@Override
	public void announce(Invalidation invalidation) {
		this.journal.accept(invalidation);
	}

	@Override
	public void publish(Invalidation invalidation) {
		publish(invalidation, () -> {
		});
	}

	@Override
	public void publish(Invalidation invalidation, Runnable eviction) {
		publish(invalidation, eviction, () -> this.log.append(invalidation));
	}

	@Override
	public void publish(Invalidation invalidation, Replacement replacement) {
		// If it is refused, what is told later is only the invalidation.
		publish(invalidation, () -> {
		}, () -> this.log.replace(invalidation, replacement).thenApply((replaced) -> {
			replacement.put(replaced.stamp());
			return replaced.id();
		}));
	}

	private void publish(Invalidation invalidation, Runnable eviction, Supplier<CompletionStage<String>> append) {
		CompletableFuture<@Nullable String> told = new CompletableFuture<>();
		long number = this.count.incrementAndGet();
		this.underway.put(number, told);
		if (this.size.get() == 0) {
			// Otherwise the log is out of reach, and nobody is to wait for it.
			ToldInvalidations.add(told);
		}
		try {
			eviction.run();
		}
		finally {
			appended(append).whenComplete((id, failure) -> {
				if (failure != null) {
					keep(invalidation);
				}
				// In this order: what is refused is counted before it is no longer under
				// way.
				this.underway.remove(number);
				told.complete(id);
			});
		}
	}

	/**
	 * Whatever is thrown, such as the error that there is no memory, it was not told.
	 */
	private static CompletionStage<String> appended(Supplier<CompletionStage<String>> append) {
		try {
			return append.get();
		}
		catch (RuntimeException | Error ex) {
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
			CompletableFuture.allOf(this.underway.values().toArray(CompletableFuture[]::new))
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

	/**
	 * Return how many this process has published.
	 * @return the number, by which {@link #isTold} knows them
	 */
	public long published() {
		return this.count.get();
	}

	/**
	 * Whether the log has what was published up to a number, whatever is on its way since
	 * then.
	 * @param published the number
	 * @return {@code false} as well while it does not have what it has refused
	 */
	public boolean isTold(long published) {
		// In this order, as what is refused is counted before it is no longer under way.
		return this.underway.keySet().stream().noneMatch((number) -> number <= published) && this.size.get() == 0;
	}

	private void keep(Invalidation invalidation) {
		this.size.incrementAndGet();
		enqueue(invalidation);
	}

	private void enqueue(Invalidation invalidation) {
		boolean many = this.size.get() > MOST;
		Invalidation kept = many ? invalidation.coarser() : invalidation;
		if (!many || this.coarse.add(kept)) {
			this.refused.add(kept);
		}
		else {
			// Another one that waits stands for it.
			this.size.decrementAndGet();
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
			this.coarse.remove(invalidation);
			appended(() -> this.log.append(invalidation)).whenComplete((id, failure) -> {
				if (failure != null) {
					enqueue(invalidation);
				}
				else {
					this.size.decrementAndGet();
				}
			});
		}
	}

}
