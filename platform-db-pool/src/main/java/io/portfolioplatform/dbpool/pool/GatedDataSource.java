package io.portfolioplatform.dbpool.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.portfolioplatform.dbpool.Lane;
import io.portfolioplatform.dbpool.gate.Gate;
import io.portfolioplatform.dbpool.gate.Permit;
import io.portfolioplatform.dbpool.jdbc.TimeLeft;

/**
 * A Hikari pool whose borrowers pass the gate first. It waits until Hikari's connection
 * timeout or the request's deadline, whichever is earlier.
 */
public final class GatedDataSource extends HikariDataSource {

	private final Gate gate;

	private final TimeLeft timeLeft;

	/**
	 * Create a pool, which starts at the first connection.
	 * @param configuration the settings to take over
	 * @param gate what borrowers pass
	 * @param timeLeft how long they may wait
	 */
	public GatedDataSource(HikariConfig configuration, Gate gate, TimeLeft timeLeft) {
		configuration.copyStateTo(this);
		this.gate = gate;
		this.timeLeft = timeLeft;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Permit permit = this.gate.acquire(Lane.current(), TimeUnit.MILLISECONDS.toNanos(waitMillis()));
		try {
			return new GatedConnection(super.getConnection(), permit);
		}
		catch (SQLException | RuntimeException ex) {
			permit.close();
			throw ex;
		}
	}

	private long waitMillis() throws SQLException {
		Long left = this.timeLeft.millis();
		return (left != null) ? Math.min(left, getConnectionTimeout()) : getConnectionTimeout();
	}

	@Override
	public void evictConnection(Connection connection) {
		super.evictConnection((connection instanceof GatedConnection gated) ? gated.pooled() : connection);
	}

}
