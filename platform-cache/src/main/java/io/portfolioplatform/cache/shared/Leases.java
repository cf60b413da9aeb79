package io.portfolioplatform.cache.shared;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Renews the rights to compute that this process holds, three times in the time that one
 * lasts, so that a slow computation stays the only one. What hangs is not renewed for
 * ever.
 */
public final class Leases implements AutoCloseable {

	private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, Leases::thread);

	private final Duration lease;

	private final Duration longest;

	/**
	 * Create the leases.
	 * @param lease how long a right lasts if it is not renewed
	 * @param longest how long it is renewed at most
	 */
	public Leases(Duration lease, Duration longest) {
		this.lease = lease;
		this.longest = longest;
		this.executor.setRemoveOnCancelPolicy(true);
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "platform-cache-leases");
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * How long a right lasts if it is not renewed.
	 * @return the duration
	 */
	public Duration duration() {
		return this.lease;
	}

	/**
	 * Renew until the end of the hold.
	 * @param renewal renews, without waiting for an answer
	 * @return ends the hold
	 */
	public SharedResults.Hold hold(Runnable renewal) {
		long period = this.lease.toNanos() / 3;
		long start = System.nanoTime();
		try {
			Future<?> renewals = this.executor.scheduleAtFixedRate(() -> {
				if (System.nanoTime() - start >= this.longest.toNanos()) {
					// What is thrown ends the schedule: there may be no end of the hold.
					throw new CancellationException();
				}
				renewal.run();
			}, period, period, TimeUnit.NANOSECONDS);
			return () -> renewals.cancel(false);
		}
		catch (RejectedExecutionException ex) {
			// The application is stopping.
			return () -> {
			};
		}
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
