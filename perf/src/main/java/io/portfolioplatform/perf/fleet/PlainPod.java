package io.portfolioplatform.perf.fleet;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.LongAdder;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A pod with HikariCP alone.
 */
final class PlainPod extends Pod {

	private final LongAdder refused = new LongAdder();

	private final HikariDataSource dataSource = new HikariDataSource();

	private final boolean divides;

	private final int capacity;

	PlainPod(Counts counts, String name, String url, Strategy strategy, Settings settings, int replicas) {
		super(counts, name);
		this.divides = strategy == Strategy.BY_REPLICAS;
		this.capacity = settings.capacity();
		Driver driver = new Driver();
		driver.setUrl(url);
		this.dataSource.setDataSource(driver);
		this.dataSource.setConnectionTimeout(5_000);
		if (this.divides) {
			this.dataSource.setMaximumPoolSize(share(replicas));
		}
	}

	private int share(int replicas) {
		return Math.max(1, this.capacity / replicas);
	}

	/**
	 * HikariCP does not shrink by itself, so that it is told to replace everything.
	 */
	@Override
	void replicas(int count) {
		HikariPoolMXBean running = this.divides ? this.dataSource.getHikariPoolMXBean() : null;
		if (running != null) {
			boolean shrinks = share(count) < this.dataSource.getMaximumPoolSize();
			this.dataSource.setMaximumPoolSize(share(count));
			this.dataSource.setMinimumIdle(share(count));
			if (shrinks) {
				running.softEvictConnections();
			}
		}
	}

	@Override
	HikariDataSource dataSource() {
		return this.dataSource;
	}

	@Override
	long refused() {
		return this.refused.sum();
	}

	@Override
	public void close() {
		stop();
		this.dataSource.close();
	}

	/**
	 * Counts what the pooler refuses.
	 */
	private final class Driver extends PGSimpleDataSource {

		private static final long serialVersionUID = 1L;

		@Override
		public Connection getConnection() throws SQLException {
			try {
				return super.getConnection();
			}
			catch (SQLException ex) {
				if (String.valueOf(ex.getMessage()).contains("no more connections allowed")) {
					PlainPod.this.refused.increment();
				}
				throw ex;
			}
		}

	}

}
