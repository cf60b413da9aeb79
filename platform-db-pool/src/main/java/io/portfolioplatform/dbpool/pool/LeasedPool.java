package io.portfolioplatform.dbpool.pool;

import io.portfolioplatform.dbpool.gate.Gate;
import io.portfolioplatform.dbpool.gate.GateSize;
import io.portfolioplatform.dbpool.jdbc.Sockets;
import io.portfolioplatform.dbpool.lease.LeaseHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps gate, pool and sockets in step with the lease. What grows, grows from the socket
 * outwards; what shrinks, shrinks from the gate inwards.
 */
public final class LeasedPool implements LeaseHolder {

	private static final Logger LOGGER = LoggerFactory.getLogger(LeasedPool.class);

	/**
	 * How many connections wait for work, as many as HikariCP keeps by default.
	 */
	private static final int WARM = 10;

	private static final long ALWAYS = Long.MAX_VALUE / 2;

	private final GatedDataSource pool;

	private final Gate gate;

	private final Sockets sockets;

	private final boolean warm;

	private final int most;

	private final int fallback;

	private int connections;

	/**
	 * Create the holder.
	 * @param pool what is resized, with its gate
	 * @param gate what borrowers pass
	 * @param sockets what bounds connections
	 * @param warm whether to keep connections open that nobody uses
	 * @param most connections the user allows
	 * @param fallback connections where there is no registry
	 */
	public LeasedPool(GatedDataSource pool, Gate gate, Sockets sockets, boolean warm, int most, int fallback) {
		this.pool = pool;
		this.gate = gate;
		this.sockets = sockets;
		this.warm = warm;
		this.most = most;
		this.fallback = fallback;
	}

	@Override
	public int open() {
		return this.sockets.open();
	}

	@Override
	public void granted(int allowed, long deadline) {
		int connections = Math.min(allowed, this.most);
		if (connections > this.connections) {
			this.sockets.resize(connections);
			resizePool(connections);
			this.gate.resize(GateSize.of(connections));
		}
		else if (connections < this.connections) {
			this.gate.resize(GateSize.of(connections));
			resizePool(connections);
			this.sockets.resize(connections);
		}
		this.connections = connections;
		this.gate.openUntil(deadline);
		this.pool.trim();
	}

	private void resizePool(int connections) {
		this.pool.setMaximumPoolSize(Math.max(1, connections));
		if (this.warm) {
			this.pool.setMinimumIdle(Math.min(WARM, connections));
		}
	}

	@Override
	public void lost(String reason) {
		this.gate.shut(reason);
		this.gate.resize(GateSize.of(0));
		this.sockets.resize(0);
		this.connections = 0;
		this.sockets.abort(LeasedPool::onItsOwn);
		this.pool.forget();
	}

	/**
	 * A network that swallows packets makes every one of them wait.
	 */
	private static void onItsOwn(Runnable command) {
		Thread thread = new Thread(command, "platform-db-pool-abort");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void unavailable(String reason) {
		LOGGER.warn("{}. This process opens at most {} connections instead, an even part of the budget. The README of "
				+ "platform-db-pool says how the owner of the database creates the registry; "
				+ "'platform.db-pool.budget.mode' static says that there is none", reason, this.fallback);
		granted(this.fallback, System.nanoTime() + ALWAYS);
	}

}
