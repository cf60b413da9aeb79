package io.portfolioplatform.cache.near;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * What a loader returned, with the moments of its life in nanoseconds of the cache's
 * ticker.
 */
final class Value implements Outcome {

	private static final AtomicLongFieldUpdater<Value> REFRESH_AT = AtomicLongFieldUpdater.newUpdater(Value.class,
			"refreshAt");

	private static final long RETRY_AFTER = Duration.ofSeconds(1).toNanos();

	private final @Nullable Object value;

	private final Validity validity;

	private final long staleAt;

	private final long end;

	private final long refreshAfter;

	private final boolean standIn;

	private volatile long refreshAt;

	private Value(@Nullable Object value, Validity validity, long refreshAt, long staleAt, long end, long refreshAfter,
			boolean standIn) {
		this.value = value;
		this.validity = validity;
		this.staleAt = staleAt;
		this.end = end;
		this.refreshAfter = refreshAfter;
		this.refreshAt = refreshAt;
		this.standIn = standIn;
	}

	static Value of(@Nullable Object value, Validity validity, Terms terms, Duration limit, Ticker ticker) {
		long now = ticker.read();
		long staleAt = now + terms.ttlNanos(limit);
		long refreshIn = (value != null) ? terms.refreshInNanos(limit) : terms.refreshAfterNanos();
		return new Value(value, validity, now + refreshIn, staleAt, staleAt + terms.staleOnErrorNanos(),
				terms.refreshAfterNanos(), false);
	}

	/**
	 * The same value once more, after the load that was to replace it has failed: for a
	 * moment nobody tries again.
	 */
	Value inPlaceOfFailure(Ticker ticker) {
		long now = ticker.read();
		return new Value(this.value, this.validity, now, Math.min(now + RETRY_AFTER, this.end), this.end, 0, true);
	}

	@Nullable Object get() {
		return this.value;
	}

	/**
	 * Whether this is an earlier value, put in the place of a load that failed.
	 */
	boolean isStandIn() {
		return this.standIn;
	}

	/**
	 * Whether this is of no use any more.
	 */
	boolean isOver(Ticker ticker) {
		return ticker.read() - this.end >= 0 || !isCurrent();
	}

	boolean isCurrent() {
		return this.validity.isCurrent();
	}

	boolean isGood(Ticker ticker) {
		return ticker.read() - this.staleAt < 0 && isCurrent();
	}

	/**
	 * Whether the caller is the one that has to load this value anew. If it fails to, or
	 * takes too long, another caller is asked one period later.
	 */
	boolean claimsRefresh(Ticker ticker) {
		if (this.refreshAfter == 0) {
			return false;
		}
		long due = this.refreshAt;
		long now = ticker.read();
		return now - due >= 0 && REFRESH_AT.compareAndSet(this, due, now + this.refreshAfter);
	}

	boolean canStandInForFailure(Ticker ticker) {
		return !isOver(ticker);
	}

}
