package io.portfolioplatform.dbpool.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

import io.portfolioplatform.dbpool.gate.ShedException;
import io.portfolioplatform.dbpool.jdbc.TimeLeft;
import io.portfolioplatform.dbpool.jdbc.TransactionPrologue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes connections for reading from a replica, or from the primary while the replica
 * gives none and while a cache is loaded: what a replica does not know yet must not be
 * kept.
 */
public final class ReplicaFirst extends AbstractDataSource {

	private static final Logger LOGGER = LoggerFactory.getLogger(ReplicaFirst.class);

	/**
	 * Refusals of the gate, and of a deadline that has passed: they say nothing of the
	 * replica.
	 */
	private static final Set<String> IN_NO_TIME = Set.of(ShedException.SQL_STATE, TimeLeft.SQL_STATE);

	private static final long PAUSE = Duration.ofSeconds(10).toNanos();

	private final DataSource replica;

	private final DataSource primary;

	private final LongSupplier clock;

	private final AtomicLong notBefore;

	private volatile boolean away;

	/**
	 * Create the choice.
	 * @param replica asked first
	 * @param primary asked otherwise
	 */
	public ReplicaFirst(DataSource replica, DataSource primary) {
		this(replica, primary, System::nanoTime);
	}

	ReplicaFirst(DataSource replica, DataSource primary, LongSupplier clock) {
		this.replica = replica;
		this.primary = primary;
		this.clock = clock;
		this.notBefore = new AtomicLong(clock.getAsLong());
	}

	@Override
	public Connection getConnection() throws SQLException {
		if (TransactionSynchronizationManager.hasResource(TransactionPrologue.CACHE_LOAD) || !mayTry()) {
			return readOnly(this.primary.getConnection());
		}
		try {
			Connection connection = this.replica.getConnection();
			this.away = false;
			return connection;
		}
		catch (SQLException ex) {
			if (Thread.currentThread().isInterrupted()) {
				throw ex;
			}
			if (!IN_NO_TIME.contains(String.valueOf(ex.getSQLState()))) {
				this.notBefore.set(this.clock.getAsLong() + PAUSE);
				this.away = true;
				LOGGER.warn("The replica gives no connection, the primary is used for {} s: {}",
						Duration.ofNanos(PAUSE).toSeconds(), ex.getMessage());
			}
			return readOnly(this.primary.getConnection());
		}
	}

	/**
	 * Return whether to ask the replica. While it is away one thread does after each
	 * pause, because a replica that does not answer costs it the connection timeout.
	 */
	private boolean mayTry() {
		if (!this.away) {
			return true;
		}
		long now = this.clock.getAsLong();
		long due = this.notBefore.get();
		return now - due >= 0 && this.notBefore.compareAndSet(due, now + PAUSE);
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return readOnly(this.primary.getConnection(username, password));
	}

	/**
	 * Who asks for a connection here has left that to the data source.
	 */
	private static Connection readOnly(Connection connection) throws SQLException {
		try {
			connection.setReadOnly(true);
			return connection;
		}
		catch (SQLException | RuntimeException ex) {
			connection.close();
			throw ex;
		}
	}

}
