package io.portfolioplatform.cache.near;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Ticker;

/**
 * Gives back the room of values whose time is over: once a minute at most, on the thread
 * of a caller that has put a value, so that a hit looks at no entry but its own.
 */
final class Sweep {

	private static final long PERIOD = Duration.ofMinutes(1).toNanos();

	private final Ticker ticker;

	private final NearStatistics statistics;

	private final AtomicLong next;

	Sweep(Ticker ticker, NearStatistics statistics) {
		this.ticker = ticker;
		this.statistics = statistics;
		this.next = new AtomicLong(ticker.read() + PERIOD);
	}

	/**
	 * Remove what is over if nobody has done so for a while.
	 * @param entries the entries of the cache
	 */
	void ifDue(ConcurrentMap<Object, CompletableFuture<Outcome>> entries) {
		long due = this.next.get();
		long now = this.ticker.read();
		if (now - due >= 0 && this.next.compareAndSet(due, now + PERIOD)) {
			this.statistics
				.recordEvictions(entries.entrySet().stream().filter((entry) -> isRemoved(entries, entry)).count());
		}
	}

	private boolean isRemoved(ConcurrentMap<Object, CompletableFuture<Outcome>> entries,
			Map.Entry<Object, CompletableFuture<Outcome>> entry) {
		CompletableFuture<Outcome> present = entry.getValue();
		return present.getNow(null) instanceof Value value && value.isOver(this.ticker)
				&& entries.remove(entry.getKey(), present);
	}

}
