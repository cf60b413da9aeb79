package io.portfolioplatform.dbpool.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.portfolioplatform.dbpool.refusal.Refusal;
import io.portfolioplatform.dbpool.refusal.Refusals;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * Opens connections with the driver, on the calling thread. A refusal that time may cure
 * is tried again after a random time, which doubles on average ("full jitter"), until the
 * timeout: nothing was executed yet.
 *
 * @see <a href=
 * "https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential
 * Backoff And Jitter</a>
 */
final class Connector {

	private static final long FIRST_PAUSE_MILLIS = 50;

	private static final long LONGEST_PAUSE_MILLIS = 2_000;

	private final Driver driver = new Driver();

	private final String url;

	private final Refusals refusals;

	Connector(String url, Refusals refusals) {
		this.url = url;
		this.refusals = refusals;
	}

	Connection connect(Properties properties, long timeoutMillis) throws SQLException {
		long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
		for (int attempt = 0;; attempt++) {
			try {
				return connect(properties);
			}
			catch (SQLException ex) {
				Refusal refusal = Refusal.of(ex);
				if (refusal != null) {
					this.refusals.happened(refusal, ex);
				}
				pauseOrThrow(ex, refusal, attempt, deadline);
			}
		}
	}

	private static void pauseOrThrow(SQLException ex, @Nullable Refusal refusal, int attempt, long deadline)
			throws SQLException {
		long pause = ThreadLocalRandom.current()
			.nextLong(1, 1 + Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt, 10)));
		long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
		if (refusal == null || !refusal.isTransient() || pause > left) {
			throw ex;
		}
		try {
			TimeUnit.MILLISECONDS.sleep(pause);
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw ex;
		}
	}

	private Connection connect(Properties properties) throws SQLException {
		Connection connection = this.driver.connect(this.url, properties);
		if (connection == null) {
			throw new SQLException("The PostgreSQL driver does not know this URL", "08001");
		}
		return connection;
	}

}
