package io.portfolioplatform.dbpool.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * How many connections may exist at a time, from before one is opened until it is closed
 * at both ends. HikariCP forgets a connection before it closes it, so that its own size
 * is none.
 */
public final class Sockets {

	private final ReentrantLock lock = new ReentrantLock(true);

	private final Condition room = this.lock.newCondition();

	private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

	private final Duration quarantine;

	private volatile int limit;

	private final AtomicInteger open = new AtomicInteger();

	/** There already where there is no memory. */
	private final Runnable decrement = this.open::decrementAndGet;

	/**
	 * Create a bound that counts no connection any more when the other end did not answer
	 * its closing for a second.
	 * @param limit most connections at a time
	 */
	public Sockets(int limit) {
		this(limit, Duration.ZERO);
	}

	/**
	 * Create the bound.
	 * @param limit most connections at a time
	 * @param quarantine how long a connection counts at most whose closing was sent, and
	 * not answered for a second
	 */
	public Sockets(int limit, Duration quarantine) {
		this.limit = limit;
		this.quarantine = quarantine;
		if (!quarantine.isZero()) {
			WatchedSocket.prepareToLinger();
		}
	}

	/**
	 * Count one that is open elsewhere no more.
	 */
	public void giveBack() {
		release(null);
	}

	/**
	 * Count a connection that is about to be opened, or one that is open elsewhere, until
	 * {@link #giveBack()}.
	 * @param millis how long to wait for its place
	 * @throws SQLException if there was none
	 */
	public void acquire(long millis) throws SQLException {
		long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
		try {
			this.lock.lockInterruptibly();
			try {
				while (this.open.get() >= this.limit) {
					if (nanos <= 0) {
						throw new SQLTransientConnectionException("All " + this.limit
								+ " connections of this process are open or not closed yet, after " + millis + " ms",
								"08001");
					}
					nanos = this.room.awaitNanos(nanos);
				}
				this.open.incrementAndGet();
			}
			finally {
				this.lock.unlock();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLTransientConnectionException("Interrupted while waiting to connect", "08001", ex);
		}
	}

	/**
	 * Count a connection no more, as soon as the other end has closed it or is not waited
	 * for.
	 */
	void release(@Nullable WatchedSocket socket) {
		if (socket != null && !socket.hasEnded() && !this.quarantine.isZero()) {
			try {
				socket.linger(this.quarantine.toMillis(), () -> change(this.decrement));
				return;
			}
			catch (Error ex) {
				// Nobody can wait for the other end, and it must not count for ever.
			}
		}
		if (socket != null) {
			socket.forget();
		}
		change(this.decrement);
	}

	/**
	 * Remember a connection, to end it with the others.
	 * @throws SQLException if there may be fewer by now: it may have missed their end
	 */
	void opened(Connection connection) throws SQLException {
		this.lock.lock();
		try {
			if (this.open.get() > this.limit) {
				throw new SQLTransientConnectionException("This process may have no more than " + this.limit
						+ " connections since this one began to connect", "08001");
			}
			this.connections.add(connection);
		}
		finally {
			this.lock.unlock();
		}
	}

	void closing(Connection connection) {
		this.connections.remove(connection);
	}

	/**
	 * Change how many connections there may be. Those beyond stay until they are closed.
	 * @param limit most connections at a time
	 */
	public void resize(int limit) {
		change(() -> this.limit = limit);
	}

	private void change(Runnable change) {
		this.lock.lock();
		try {
			change.run();
			this.room.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * End every connection, also while it is used, and whatever comes of the others.
	 * @param executor runs what may take time, for each connection
	 */
	public void abort(Executor executor) {
		RuntimeException failure = null;
		for (Connection connection : this.connections) {
			try {
				connection.abort(executor);
			}
			catch (SQLException ex) {
				// It is closed already.
				closing(connection);
			}
			catch (RuntimeException | Error ex) {
				failure = new IllegalStateException("A connection was not ended", ex);
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

	/**
	 * Return how many connections there are.
	 * @return those open, being opened or being closed
	 */
	public int open() {
		return this.open.get();
	}

}
