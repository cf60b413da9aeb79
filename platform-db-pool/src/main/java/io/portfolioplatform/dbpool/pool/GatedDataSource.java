package io.portfolioplatform.dbpool.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.portfolioplatform.dbpool.Lane;
import io.portfolioplatform.dbpool.gate.Gate;
import io.portfolioplatform.dbpool.gate.Permit;
import io.portfolioplatform.dbpool.jdbc.TimeLeft;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Hikari pool whose borrowers pass the gate first. It waits until Hikari's connection
 * timeout or the request's deadline, whichever is earlier.
 */
public final class GatedDataSource extends HikariDataSource {

	private static final Logger LOGGER = LoggerFactory.getLogger(GatedDataSource.class);

	/**
	 * As long as platform-health's budget of a shutdown reserves for closing pools.
	 */
	private static final long LAST_LOANS_MILLIS = 5_000;

	private static final long LOOK_MILLIS = 10;

	private final Gate gate;

	private final TimeLeft timeLeft;

	private final LeakDetector leaks;

	private volatile boolean closing;

	/**
	 * Create a pool, which starts at the first connection. Leaks are found here instead
	 * of by Hikari, which takes a stack and starts a timer for every connection it lends.
	 * @param configuration the settings to take over
	 * @param gate what borrowers pass
	 * @param timeLeft how long they may wait
	 */
	public GatedDataSource(HikariConfig configuration, Gate gate, TimeLeft timeLeft) {
		configuration.copyStateTo(this);
		this.leaks = LeakDetector.start(Duration.ofMillis(configuration.getLeakDetectionThreshold()));
		setLeakDetectionThreshold(0);
		this.gate = gate;
		this.timeLeft = timeLeft;
	}

	@Override
	public Connection getConnection() throws SQLException {
		if (this.closing) {
			throw new SQLException("The pool is being closed, because the application stops", "08003");
		}
		Permit permit = this.gate.acquire(Lane.current(), TimeUnit.MILLISECONDS.toNanos(waitMillis()));
		try {
			return new GatedConnection(super.getConnection(), permit, this, this.leaks.lent());
		}
		catch (SQLException | RuntimeException ex) {
			permit.close();
			throw ex;
		}
	}

	/**
	 * Lend nothing any more, wait {@value #LAST_LOANS_MILLIS} ms at most for what is
	 * lent, and close.
	 */
	@Override
	public void close() {
		this.closing = true;
		awaitLoans();
		this.leaks.close();
		super.close();
	}

	private void awaitLoans() {
		HikariPoolMXBean running = running();
		long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST_LOANS_MILLIS);
		try {
			while (running != null && running.getActiveConnections() > 0 && System.nanoTime() < deadline) {
				TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Return how long a connection may be lent before it is reported.
	 * @return the time, zero if for ever
	 */
	public Duration leakThreshold() {
		return this.leaks.threshold();
	}

	private long waitMillis() throws SQLException {
		Long left = this.timeLeft.millis();
		return (left != null) ? Math.min(left, getConnectionTimeout()) : getConnectionTimeout();
	}

	@Override
	public void evictConnection(Connection connection) {
		super.evictConnection((connection instanceof GatedConnection gated) ? gated.pooled() : connection);
	}

	/**
	 * Close idle connections that are more than the pool's size. As borrowers pass the
	 * gate, those taken here are idle, and nobody waits for them.
	 */
	void trim() {
		HikariPoolMXBean running = running();
		if (running == null) {
			return;
		}
		int kept = Math.max(getMaximumPoolSize(), this.gate.state().used());
		try {
			for (int surplus = running.getTotalConnections() - kept; surplus > 0; surplus--) {
				super.evictConnection(super.getConnection());
			}
		}
		catch (SQLException ex) {
			// Broken or closed meanwhile: the next renewal looks again.
			LOGGER.debug("Could not close a surplus connection", ex);
		}
	}

	/**
	 * Close a connection that comes back and is more than the pool's size.
	 * @return whether it was
	 */
	boolean trimmed(Connection pooled) {
		HikariPoolMXBean running = running();
		if (running == null || running.getTotalConnections() <= getMaximumPoolSize()) {
			return false;
		}
		super.evictConnection(pooled);
		return true;
	}

	/**
	 * Do not lend again what was closed behind the pool's back.
	 */
	void forget() {
		HikariPoolMXBean running = running();
		if (running != null) {
			running.softEvictConnections();
		}
	}

	private @Nullable HikariPoolMXBean running() {
		return isClosed() ? null : getHikariPoolMXBean();
	}

}
