package io.portfolioplatform.cache.shared;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Ticker;

/**
 * Spares callers the wait for something that has failed three times in a row: for a
 * second nobody asks it, and then one of them, until it answers.
 */
public final class Breaker {

	private static final int FAILURES = 3;

	private static final long PAUSE = Duration.ofSeconds(1).toNanos();

	private final Ticker ticker;

	private final AtomicInteger failures = new AtomicInteger();

	private final AtomicLong end = new AtomicLong();

	public Breaker(Ticker ticker) {
		this.ticker = ticker;
	}

	/**
	 * Whether it is worth asking.
	 * @return {@code false} during the pause
	 */
	public boolean isClosed() {
		return this.failures.get() < FAILURES || this.ticker.read() - this.end.get() >= 0;
	}

	/**
	 * Whether the caller may ask. After a pause one may, and tells what came of it; if it
	 * never does, another may after the next.
	 * @return {@code false} for those who would wait in vain
	 */
	public boolean mayAsk() {
		if (this.failures.get() < FAILURES) {
			return true;
		}
		long end = this.end.get();
		long now = this.ticker.read();
		return now - end >= 0 && this.end.compareAndSet(end, now + PAUSE);
	}

	/**
	 * Nothing was asked after all: it is another's turn.
	 */
	public void notAsked() {
		if (this.failures.get() >= FAILURES) {
			this.end.set(this.ticker.read());
		}
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
		this.end.set(this.ticker.read() + PAUSE);
		this.failures.incrementAndGet();
	}

}
