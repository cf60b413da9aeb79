package io.portfolioplatform.cache.coherence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * What one thread has told the fleet since some moment, such as the begin of a request.
 */
public final class ToldInvalidations implements AutoCloseable {

	private static final ThreadLocal<@Nullable ToldInvalidations> CURRENT = new ThreadLocal<>();

	private final List<CompletableFuture<@Nullable String>> ids = new ArrayList<>();

	private long left;

	private ToldInvalidations(Duration timeout) {
		this.left = timeout.toNanos();
	}

	/**
	 * Begin to collect.
	 * @param timeout how long to wait for the log at most, over all questions
	 * @return what this thread tells until it is closed
	 */
	public static ToldInvalidations begin(Duration timeout) {
		ToldInvalidations told = new ToldInvalidations(timeout);
		CURRENT.set(told);
		return told;
	}

	static void add(CompletableFuture<@Nullable String> id) {
		ToldInvalidations told = CURRENT.get();
		if (told != null) {
			told.ids.add(id);
		}
	}

	/**
	 * Return the newest entry of the log that tells what this thread has changed.
	 * @return the id, or {@code null} if there is none or the log has not answered
	 */
	public @Nullable String newest() {
		String newest = null;
		long start = System.nanoTime();
		try {
			CompletableFuture.allOf(this.ids.toArray(CompletableFuture[]::new)).get(this.left, TimeUnit.NANOSECONDS);
			for (CompletableFuture<@Nullable String> id : this.ids) {
				String next = id.join();
				newest = (next == null || (newest != null && LogIds.compare(newest, next) >= 0)) ? newest : next;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			// Others learn of it later than the caller's next request may come.
		}
		this.left = Math.max(0, this.left - (System.nanoTime() - start));
		return newest;
	}

	@Override
	public void close() {
		CURRENT.remove();
	}

}
