package io.portfolioplatform.cache.coherence;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Appends invalidations to the log, and again until they are in it: what this process has
 * changed while it could not reach the log is told when it can. Beyond a number of them
 * whole caches are invalidated instead.
 */
public final class PendingInvalidations implements InvalidationPublisher {

	private static final int MOST = 10_000;

	private final InvalidationLog log;

	private final Queue<Invalidation> refused = new ConcurrentLinkedQueue<>();

	private final AtomicInteger underway = new AtomicInteger();

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
		this.underway.incrementAndGet();
		this.log.append(invalidation).whenComplete((result, failure) -> {
			if (failure != null) {
				keep(invalidation);
			}
			this.underway.decrementAndGet();
		});
	}

	/**
	 * Whether the log has all that this process has invalidated.
	 * @return {@code false} from the call of {@code publish} until the log has answered
	 */
	public boolean isSettled() {
		// In this order: what is refused is counted before it is no longer under way.
		return this.underway.get() == 0 && this.size.get() == 0;
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
