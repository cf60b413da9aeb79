package io.portfolioplatform.perf.fleet;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

/**
 * Threads that hold a connection, give it back, and want the next one.
 */
final class Users implements AutoCloseable {

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final LongAdder done = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final Duration hold;

	private final String statement;

	private volatile boolean open = true;

	Users(Duration hold) {
		this.hold = hold;
		this.statement = "select pg_sleep(" + hold.toMillis() / 1e3 + ")";
	}

	void begin(DataSource pool, int count) {
		for (int i = 0; i < count; i++) {
			this.threads.execute(() -> loop(pool));
		}
	}

	private void loop(DataSource pool) {
		while (this.open) {
			try (Connection connection = pool.getConnection(); Statement sleep = connection.createStatement()) {
				sleep.execute(this.statement);
				this.done.increment();
			}
			catch (SQLException ex) {
				this.failed.increment();
				// Who was refused does something else for as long, and leaves the others
				// the CPU.
				LockSupport.parkNanos(this.hold.toNanos());
			}
		}
	}

	/**
	 * Count from now on.
	 */
	void count() {
		this.done.reset();
		this.failed.reset();
	}

	long done() {
		return this.done.sum();
	}

	long failed() {
		return this.failed.sum();
	}

	@Override
	public void close() {
		this.open = false;
		this.threads.shutdown();
	}

}
