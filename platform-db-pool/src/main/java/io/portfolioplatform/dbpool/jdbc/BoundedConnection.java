package io.portfolioplatform.dbpool.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A connection that counts until it is closed.
 */
final class BoundedConnection extends DelegatingConnection {

	private final Sockets sockets;

	private final AtomicBoolean counted = new AtomicBoolean(true);

	BoundedConnection(Connection delegate, Sockets sockets) {
		super(delegate);
		this.sockets = sockets;
	}

	@Override
	public void close() throws SQLException {
		try {
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
				command.run();
			}
			finally {
				forget();
			}
		}));
	}

	private void forget() {
		if (this.counted.compareAndSet(true, false)) {
			this.sockets.release();
		}
	}

}
