package io.portfolioplatform.cache.coherence;

import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Makes a thread pass the caches by, because they may be behind what its user has
 * written.
 */
public final class Bypass implements AutoCloseable {

	/** Spares all others the look for their own. */
	private static final AtomicInteger THREADS = new AtomicInteger();

	private static final ThreadLocal<@Nullable Boolean> CURRENT = new ThreadLocal<>();

	/** A task may run on the thread of the request that waits for it. */
	private final boolean nested = CURRENT.get() != null;

	private Bypass() {
		THREADS.incrementAndGet();
		CURRENT.set(true);
	}

	/**
	 * Begin to pass the caches by.
	 * @return ends it, on the same thread
	 */
	public static Bypass begin() {
		return new Bypass();
	}

	/**
	 * Whether this thread passes the caches by.
	 * @return whether it does
	 */
	public static boolean isOn() {
		return THREADS.get() > 0 && CURRENT.get() != null;
	}

	@Override
	public void close() {
		if (!this.nested) {
			CURRENT.remove();
		}
		THREADS.decrementAndGet();
	}

}
