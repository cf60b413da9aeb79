package io.portfolioplatform.dbpool.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

import io.portfolioplatform.dbpool.jdbc.TransactionPrologue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes connections from a replica, or from the primary while the replica gives none and
 * while a cache is loaded: what a replica does not know yet must not be kept.
 */
public final class ReplicaFirst extends AbstractDataSource {

	private static final Logger LOGGER = LoggerFactory.getLogger(ReplicaFirst.class);

	private static final long PAUSE = Duration.ofSeconds(10).toNanos();

	private final DataSource replica;

	private final DataSource primary;

	private final LongSupplier clock;

	private final AtomicLong notBefore;

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
		boolean loading = TransactionSynchronizationManager.hasResource(TransactionPrologue.CACHE_LOAD);
		if (loading || this.clock.getAsLong() - this.notBefore.get() < 0) {
			return this.primary.getConnection();
		}
		try {
			return this.replica.getConnection();
		}
		catch (SQLException ex) {
			this.notBefore.set(this.clock.getAsLong() + PAUSE);
			LOGGER.warn("The replica gives no connection, the primary is used for {} s: {}",
					Duration.ofNanos(PAUSE).toSeconds(), ex.getMessage());
			return this.primary.getConnection();
		}
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return this.primary.getConnection(username, password);
	}

}
