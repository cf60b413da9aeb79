package io.portfolioplatform.dbpool.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.portfolioplatform.dbpool.gate.Gate;
import io.portfolioplatform.dbpool.gate.Permit;
import io.portfolioplatform.dbpool.jdbc.TimeLeft;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Hikari pool whose borrowers pass the gate first. At the gate and for a connection
 * together they wait until Hikari's connection timeout or the request's deadline,
 * whichever is earlier. Those that start the pool wait for the former.
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

	private final AtomicBoolean trimming = new AtomicBoolean();

	private volatile boolean closing;

	/**
	 * Create a pool, which starts at the first connection. Leaks are found here instead
	 * of by Hikari, which takes a stack and starts a timer for every connection it lends.
	 * @param configuration the settings to take over
	 * @param gate what borrowers pass
	 * @param timeLeft how long they may wait
	 */
	public GatedDataSource(HikariConfig configuration, Gate gate, TimeLeft timeLeft) {
		this(configuration, gate, timeLeft,
				LeakDetector.start(Duration.ofMillis(configuration.getLeakDetectionThreshold())));
	}

	GatedDataSource(HikariConfig configuration, Gate gate, TimeLeft timeLeft, LeakDetector leaks) {
		configuration.copyStateTo(this);
		this.leaks = leaks;
		setLeakDetectionThreshold(0);
		this.gate = gate;
		this.timeLeft = timeLeft;
	}

	@Override
	public Connection getConnection() throws SQLException {
		requireOpen();
		long nanos = TimeUnit.MILLISECONDS.toNanos(waitMillis());
		Permit permit = this.gate.acquire(nanos);
		try {
			// It may have waited for what was lent when the closing began.
			requireOpen();
			return lend(take(nanos - permit.waitedNanos()), permit);
		}
		catch (Throwable ex) {
			permit.close();
			throw ex;
		}
	}

	private void requireOpen() throws SQLException {
		if (this.closing) {
			throw new SQLException("The pool is being closed, because the application stops", "08003");
		}
	}

	private Connection take(long nanos) throws SQLException {
		HikariPool running = running();
		return (running != null) ? running.getConnection(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)))
				: super.getConnection();
	}

	private Connection lend(Connection taken, Permit permit) throws SQLException {
		try {
			return new GatedConnection(taken, permit, this, this.leaks.lent());
		}
		catch (Throwable ex) {
			// Whatever is thrown, nobody has it to give it back.
			try {
				taken.close();
			}
			catch (SQLException closing) {
				ex.addSuppressed(closing);
			}
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
		HikariPool running = running();
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
	 * Return whether there is something to {@link #trim()}.
	 */
	boolean isTooLarge() {
		HikariPool running = running();
		return running != null && running.getTotalConnections() > getMaximumPoolSize();
	}

	/**
	 * Close idle connections that are more than the pool's size. It waits for none in
	 * use, which are closed when they come back, but for HikariCP to find out whether an
	 * idle one is alive. One thread does at a time.
	 */
	void trim() {
		HikariPool running = running();
		if (running == null || !this.trimming.compareAndSet(false, true)) {
			return;
		}
		try {
			while (isTooLarge() && running.getIdleConnections() > 0) {
				Connection idle = running.getConnection(1);
				if (isTooLarge()) {
					evictConnection(idle);
				}
				else {
					idle.close();
				}
			}
		}
		catch (SQLException ex) {
			// Broken, lent or closed meanwhile: the next renewal looks again.
			LOGGER.debug("Could not close a surplus connection", ex);
		}
		finally {
			this.trimming.set(false);
		}
	}

	/**
	 * Do not lend again what was closed behind the pool's back.
	 */
	void forget() {
		HikariPool running = running();
		if (running != null) {
			running.softEvictConnections();
		}
	}

	private @Nullable HikariPool running() {
		return isClosed() ? null : (HikariPool) getHikariPoolMXBean();
	}

}
