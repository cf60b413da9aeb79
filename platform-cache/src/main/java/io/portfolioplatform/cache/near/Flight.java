package io.portfolioplatform.cache.near;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;

/**
 * One load of one key, then its outcome: what the callers of that key share. While it is
 * in the map it is the only load of its key. One that an eviction has removed still
 * answers those who wait for it, but its value never comes back into the map.
 */
final class Flight extends CompletableFuture<Outcome> {

	private final ConcurrentMap<Object, CompletableFuture<Outcome>> entries;

	private final Object key;

	private volatile @Nullable Thread pilot = Thread.currentThread();

	Flight(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key) {
		this.entries = entries;
		this.key = key;
	}

	/**
	 * Run the loader on this thread.
	 * @param loader the loader
	 * @param ttl how long to cache its value
	 * @return the loaded value
	 * @throws Throwable what the loader throws
	 */
	@Nullable Object load(Loader loader, Duration ttl) throws Throwable {
		try {
			Object value = loader.load();
			land(new Outcome.Value(value, ttl), value != null && !ttl.isZero());
			return value;
		}
		catch (Throwable ex) {
			land(wasInterrupted(ex) ? new Outcome.Abandoned() : new Outcome.Failure(ex), false);
			throw ex;
		}
	}

	private void land(Outcome outcome, boolean keep) {
		if (!keep) {
			// Before the outcome is known, so that nobody finds it in the map.
			this.entries.remove(this.key, this);
		}
		this.pilot = null;
		complete(outcome);
	}

	/**
	 * Whether the loader of this flight asks for the key it is loading.
	 */
	boolean isPilotedByCaller() {
		return this.pilot == Thread.currentThread();
	}

	private static boolean wasInterrupted(Throwable failure) {
		if (Thread.currentThread().isInterrupted()) {
			return true;
		}
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof InterruptedException) {
				return true;
			}
		}
		return false;
	}

}
