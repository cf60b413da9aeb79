package io.portfolioplatform.dbpool.jdbc;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many connections may exist at a time, from before one is opened until it is closed.
 * HikariCP forgets a connection before it closes it, so that its own size is none.
 */
public final class Sockets {

	private final int limit;

	private final Semaphore permits;

	/**
	 * Create the bound.
	 * @param limit most connections at a time
	 */
	public Sockets(int limit) {
		this.limit = limit;
		this.permits = new Semaphore(limit, true);
	}

	void acquire(long millis) throws SQLException {
		try {
			if (!this.permits.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
				throw new SQLTransientConnectionException("All " + this.limit
						+ " connections of this process are open or not closed yet, after " + millis + " ms", "08001");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLTransientConnectionException("Interrupted while waiting to connect", "08001", ex);
		}
	}

	void release() {
		this.permits.release();
	}

	/**
	 * Return how many connections there are.
	 * @return those open, being opened or being closed
	 */
	public int open() {
		return this.limit - this.permits.availablePermits();
	}

}
