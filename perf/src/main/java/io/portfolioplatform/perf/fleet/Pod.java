package io.portfolioplatform.perf.fleet;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import com.zaxxer.hikari.HikariDataSource;

/**
 * One process of the fleet as far as its database goes: a pool that three threads use.
 */
abstract class Pod implements AutoCloseable {

	private static final int THREADS = 3;

	private static final long PAUSE_NANOS = 150_000_000;

	private final Counts counts;

	private final String name;

	private volatile long started;

	private final AtomicBoolean waiting = new AtomicBoolean(true);

	private volatile boolean open = true;

	Pod(Counts counts, String name) {
		this.counts = counts;
		this.name = name;
	}

	abstract HikariDataSource dataSource();

	abstract long refused();

	/**
	 * Return how many connections it may have now.
	 */
	int share() {
		return dataSource().getMaximumPoolSize();
	}

	/**
	 * React to a change of the number of processes.
	 */
	void replicas(int count) {
	}

	void start() {
		this.started = System.nanoTime();
		for (int i = 0; i < THREADS; i++) {
			Thread thread = new Thread(this::use, this.name + "-" + i);
			thread.setDaemon(true);
			thread.start();
		}
	}

	private void use() {
		while (this.open) {
			boolean done = once();
			if (this.open) {
				this.counts.used(done);
			}
			if (done && this.waiting.compareAndSet(true, false)) {
				this.counts.first(this.name, (System.nanoTime() - this.started) / 1_000_000);
			}
			LockSupport.parkNanos(PAUSE_NANOS);
		}
	}

	private boolean once() {
		try (Connection connection = dataSource().getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("select 1");
			return true;
		}
		catch (SQLException | RuntimeException ex) {
			return false;
		}
	}

	void stop() {
		this.open = false;
	}

	@Override
	public abstract void close();

}
