package io.portfolioplatform.perf.dbpool;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Reads one row by its key, without claims, beside plain HikariCP behind the same
 * PgBouncer.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SelectBenchmark {

	private final Pools pools = Pools.start(false);

	private final DataSource plain = this.pools.plain();

	private final DataSource platform = this.pools.platform();

	private int next;

	/**
	 * Stops them.
	 */
	@TearDown
	public void stop() {
		this.pools.close();
	}

	@Benchmark
	public String hikari() throws SQLException {
		return select(this.plain);
	}

	@Benchmark
	public String platform() throws SQLException {
		return select(this.platform);
	}

	private String select(DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			return Pools.select(connection, 1 + this.next++ % 1000);
		}
	}

}
