package io.portfolioplatform.cache.coherence;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
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

	/** From before the eviction until they are in the log, on their way or refused. */
	private final Set<Untold> untold = ConcurrentHashMap.newKeySet();

	/**
	 * How many of them there are. Their set, asked while others come and go, can say that
	 * it is empty though one is in it all the time.
	 */
	private final AtomicInteger unsettled = new AtomicInteger();

	/** Those of the refused that stand for many. */
	private final Set<Invalidation> coarse = ConcurrentHashMap.newKeySet();

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
		Untold one = new Untold(this.count.incrementAndGet(), invalidation);
		this.untold.add(one);
		this.unsettled.incrementAndGet();
		try {
			if (this.size.get() == 0) {
				// Otherwise the log is out of reach, and nobody is to wait for it.
				ToldInvalidations.add(one.answer);
			}
			eviction.run();
		}
		finally {
			send(one, append);
		}
	}

	/**
	 * Whatever is thrown, such as the error that there is no memory, it was not told,
	 * unless that was answered before.
	 */
	private void send(Untold one, Supplier<CompletionStage<String>> append) {
		int before = one.answers.get();
		one.waits = false;
		try {
			append.get().whenComplete((id, failure) -> answered(one, before, id, failure == null));
		}
		catch (RuntimeException | Error ex) {
			answered(one, before, null, false);
		}
	}

	/**
	 * Needs no memory where it was refused, so that an error does not lose it.
	 * @param before how many answers there were when it was sent
	 */
	private void answered(Untold one, int before, @Nullable String id, boolean told) {
		if (!one.answers.compareAndSet(before, before + 1)) {
			return;
		}
		if (told) {
			remove(one);
			if (before > 0) {
				this.size.decrementAndGet();
			}
		}
		else {
			refused(one, before == 0);
		}
		// In this order: what is refused is counted before nobody waits for it any more.
		one.answer.complete(id);
	}

	private void refused(Untold one, boolean first) {
		if (first) {
			this.size.incrementAndGet();
		}
		if (this.size.get() > MOST && isStoodFor(one)) {
			remove(one);
			this.size.decrementAndGet();
		}
		else {
			one.waits = true;
		}
	}

	private void remove(Untold one) {
		this.unsettled.decrementAndGet();
		this.untold.remove(one);
	}

	/**
	 * Make it stand for many, unless another one that waits does.
	 */
	private boolean isStoodFor(Untold one) {
		try {
			one.invalidation = one.invalidation.coarser();
			return !this.coarse.add(one.invalidation);
		}
		catch (Error ex) {
			// For want of memory it is one more.
			return false;
		}
	}

	/**
	 * Whether the log has all that this process has invalidated.
	 * @return {@code false} from the call of {@code publish} until the log has answered
	 */
	public boolean isSettled() {
		return this.unsettled.get() == 0;
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
			CompletableFuture.allOf(this.untold.stream().map((one) -> one.answer).toArray(CompletableFuture[]::new))
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
		// In this order: one that goes because another stands for it leaves that counted.
		return this.untold.stream().noneMatch((one) -> one.number <= published) && this.size.get() == 0;
	}

	/**
	 * Append again what could not be appended. To be called by one thread at a time.
	 */
	public void retry() {
		if (this.size.get() == 0) {
			return;
		}
		for (Untold one : this.untold) {
			if (one.waits) {
				// In this order: what is refused from here on needs one of its own.
				this.coarse.remove(one.invalidation);
				send(one, () -> this.log.append(one.invalidation));
			}
		}
	}

	/**
	 * What the log does not have yet, with all that it takes to send it again.
	 */
	private static final class Untold {

		final long number;

		/** Completes with the first answer, without an id where that is a refusal. */
		final CompletableFuture<@Nullable String> answer = new CompletableFuture<>();

		/** How many answers there were, of which each sending has one. */
		final AtomicInteger answers = new AtomicInteger();

		volatile Invalidation invalidation;

		/** Whether it was refused and is not on its way again. */
		volatile boolean waits;

		Untold(long number, Invalidation invalidation) {
			this.number = number;
			this.invalidation = invalidation;
		}

	}

}
