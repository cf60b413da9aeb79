package io.portfolioplatform.dbpool.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Cancels statements one at a time: the driver opens a socket beside the pool for each,
 * so that this process needs one of the reserved connections for them and no more. What
 * {@link Statement#setQueryTimeout} cancels, the driver does on one thread of its own.
 */
final class Cancels {

	private final ReentrantLock lock = new ReentrantLock(true);

	void cancel(Statement statement) throws SQLException {
		this.lock.lock();
		try {
			statement.cancel();
		}
		finally {
			this.lock.unlock();
		}
	}

}
