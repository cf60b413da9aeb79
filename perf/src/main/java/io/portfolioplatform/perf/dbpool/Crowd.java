package io.portfolioplatform.perf.dbpool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

import org.apache.commons.math3.stat.StatUtils;

import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * Virtual threads that take a connection, hold it, and come again at once.
 */
final class Crowd {

	private final DataSource pool;

	private final int threads;

	private final Duration hold;

	private final Queue<Long> waits = new ConcurrentLinkedQueue<>();

	private final LongAdder uses = new LongAdder();

	private final LongAdder failures = new LongAdder();

	private volatile boolean open = true;

	Crowd(DataSource pool, int threads, Duration hold) {
		this.pool = pool;
		this.threads = threads;
		this.hold = hold;
	}

	/**
	 * Let them loop. Those that wait at the end wait on until they are served, so that
	 * nobody's wait is left out.
	 */
	Outcome loop(Duration time) {
		VirtualThreadTaskExecutor executor = new VirtualThreadTaskExecutor("crowd-");
		CountDownLatch running = new CountDownLatch(this.threads);
		for (int i = 0; i < this.threads; i++) {
			executor.execute(() -> use(running));
		}
		long end = System.nanoTime() + time.toNanos();
		for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
		long used = this.uses.sum();
		this.open = false;
		try {
			running.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		double[] millis = this.waits.stream().mapToDouble((nanos) -> nanos / 1e6).toArray();
		return new Outcome(used, this.failures.sum(), StatUtils.percentile(millis, 50), StatUtils.max(millis));
	}

	private void use(CountDownLatch running) {
		while (this.open) {
			long start = System.nanoTime();
			try (Connection connection = this.pool.getConnection()) {
				this.waits.add(System.nanoTime() - start);
				LockSupport.parkNanos(connection, this.hold.toNanos());
				this.uses.increment();
			}
			catch (SQLException ex) {
				this.failures.increment();
			}
		}
		running.countDown();
	}

	/**
	 * What they saw.
	 *
	 * @param uses how often a connection was used
	 * @param failures how often there was none
	 * @param medianMillis median of the waits
	 * @param longestMillis the longest wait
	 */
	record Outcome(long uses, long failures, double medianMillis, double longestMillis) {

	}

}
