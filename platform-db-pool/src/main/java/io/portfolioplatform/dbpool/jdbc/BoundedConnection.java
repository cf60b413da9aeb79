package io.portfolioplatform.dbpool.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * A connection that counts until it is closed.
 */
final class BoundedConnection extends DelegatingConnection {

	private final Sockets sockets;

	private final @Nullable WatchedSocket socket;

	private final AtomicBoolean counted = new AtomicBoolean(true);

	private BoundedConnection(Connection delegate, Sockets sockets, @Nullable WatchedSocket socket) {
		super(delegate);
		this.sockets = sockets;
		this.socket = socket;
	}

	/**
	 * Bind a connection that was counted before it was opened.
	 * @throws SQLException if it may not be there any more; whatever is thrown, it was
	 * closed and counts no more
	 */
	static BoundedConnection of(Connection delegate, Sockets sockets, @Nullable WatchedSocket socket)
			throws SQLException {
		BoundedConnection connection;
		try {
			connection = new BoundedConnection(delegate, sockets, socket);
		}
		catch (Throwable ex) {
			try {
				close(delegate, ex);
			}
			finally {
				sockets.release(socket);
			}
			throw ex;
		}
		try {
			sockets.opened(connection);
			return connection;
		}
		catch (Throwable ex) {
			close(connection, ex);
			throw ex;
		}
	}

	static void close(Connection connection, Throwable cause) {
		try {
			connection.close();
		}
		catch (SQLException ex) {
			cause.addSuppressed(ex);
		}
	}

	@Override
	public void close() throws SQLException {
		try {
			hurry();
			super.close();
		}
		finally {
			forget();
		}
	}

	@Override
	public void abort(Executor executor) throws SQLException {
		super.abort((command) -> executor.execute(() -> {
			try {
				hurry();
				command.run();
			}
			finally {
				forget();
			}
		}));
	}

	private void hurry() {
		if (this.socket != null) {
			this.socket.hurry();
		}
	}

	private void forget() {
		if (this.counted.compareAndSet(true, false)) {
			try {
				this.sockets.closing(this);
			}
			finally {
				this.sockets.release(this.socket);
			}
		}
	}

}
