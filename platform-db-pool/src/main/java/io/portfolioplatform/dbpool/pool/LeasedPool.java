package io.portfolioplatform.dbpool.pool;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

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

	private final Sockets own;

	private final boolean warm;

	private final int most;

	private int limit;

	/**
	 * One less than the limit while the registry has a place of this pool.
	 */
	private int connections;

	private boolean placeTaken;

	/**
	 * Create the holder.
	 * @param pool what is resized, with its gate
	 * @param gate what borrowers pass
	 * @param sockets what bounds connections
	 * @param own what bounds those to the registry, which is one
	 * @param warm whether to keep connections open that nobody uses
	 * @param most connections the user allows
	 */
	public LeasedPool(GatedDataSource pool, Gate gate, Sockets sockets, Sockets own, boolean warm, int most) {
		this.pool = pool;
		this.gate = gate;
		this.sockets = sockets;
		this.own = own;
		this.warm = warm;
		this.most = most;
	}

	@Override
	public int open() {
		return this.sockets.open();
	}

	@Override
	public void granted(int allowed, long deadline) {
		if (this.placeTaken && this.own.open() < 2) {
			this.placeTaken = false;
			this.own.resize(1);
			this.sockets.giveBack();
		}
		this.limit = Math.min(allowed, this.most);
		resize(Math.max(0, this.limit - (this.placeTaken ? 1 : 0)));
		this.gate.openUntil(deadline);
		if (this.pool.isTooLarge()) {
			// HikariCP asks whether one is alive, which may take long to say.
			onItsOwn(this.pool::trim);
		}
	}

	private void resize(int connections) {
		if (connections > this.connections) {
			this.sockets.resize(this.limit);
			resizePool(connections);
			this.gate.resize(GateSize.of(connections));
		}
		else if (connections < this.connections) {
			this.gate.resize(GateSize.of(connections));
			resizePool(connections);
		}
		this.sockets.resize(this.limit);
		this.connections = connections;
	}

	/**
	 * Let the registry connect although its last connection is not surely closed. That
	 * one takes the place of one of the pool's, which is closed for it, until it is.
	 * Without a lease there is no place to take.
	 * @param millis how long this may take
	 * @return what is left of it for connecting
	 * @throws SQLException if there is no place yet
	 */
	public long makeRoom(long millis) throws SQLException {
		if (this.placeTaken || this.limit == 0 || this.own.open() == 0) {
			return millis;
		}
		long start = System.nanoTime();
		resize(this.limit - 1);
		onItsOwn((this.connections > 0) ? this.pool::trim : this.pool::forget);
		this.sockets.acquire(millis / 2);
		this.placeTaken = true;
		this.own.resize(2);
		return millis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
	}

	private void resizePool(int connections) {
		this.pool.setMaximumPoolSize(Math.max(1, connections));
		if (this.warm) {
			this.pool.setMinimumIdle(Math.min(WARM, connections));
		}
	}

	@Override
	public void lost(String reason) {
		boolean had = this.limit > 0;
		this.gate.shut(reason);
		this.gate.resize(GateSize.of(0));
		this.sockets.resize(0);
		this.limit = 0;
		this.connections = 0;
		try {
			this.sockets.abort(LeasedPool::onItsOwn);
		}
		finally {
			this.pool.forget();
		}
		if (had) {
			LOGGER.warn("{}. The connections of this process are closed until there is a lease again", reason);
		}
	}

	/**
	 * A network that swallows packets makes every one of them wait. Where there can be no
	 * more threads they wait one after the other.
	 */
	private static void onItsOwn(Runnable command) {
		Thread thread = new Thread(command, "platform-db-pool-close");
		thread.setDaemon(true);
		try {
			thread.start();
		}
		catch (OutOfMemoryError ex) {
			command.run();
		}
	}

	@Override
	public void unavailable(int connections, String reason) {
		int size = Math.min(connections, this.most);
		LOGGER
			.warn("{}. This process opens at most {} connections instead. The README of platform-db-pool says how the "
					+ "owner of the database creates the registry and who may use it; 'platform.db-pool.budget.mode' "
					+ "static says that there is none", reason, size);
		granted(size, System.nanoTime() + ALWAYS);
	}

}
