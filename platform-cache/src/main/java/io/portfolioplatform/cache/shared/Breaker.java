package io.portfolioplatform.cache.shared;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Ticker;

/**
 * Spares callers the wait for something that has failed three times in a row: for a
 * second nobody asks it.
 */
public final class Breaker {

	private static final int FAILURES = 3;

	private static final long PAUSE = Duration.ofSeconds(1).toNanos();

	private final Ticker ticker;

	private final AtomicInteger failures = new AtomicInteger();

	private volatile long end;

	public Breaker(Ticker ticker) {
		this.ticker = ticker;
	}

	/**
	 * Whether to ask.
	 * @return {@code false} during the pause
	 */
	public boolean isClosed() {
		return this.failures.get() < FAILURES || this.ticker.read() - this.end >= 0;
	}

	/**
	 * An answer came.
	 */
	public void succeeded() {
		this.failures.set(0);
	}

	/**
	 * None came.
	 */
	public void failed() {
		this.end = this.ticker.read() + PAUSE;
		this.failures.incrementAndGet();
	}

}
