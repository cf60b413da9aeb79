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
 * Takes a connection and gives it back: through gate and proxy, beside plain HikariCP.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BorrowBenchmark {

	private final Pools pools = Pools.start(false);

	private final DataSource plain = this.pools.plain();

	private final DataSource platform = this.pools.platform();

	/**
	 * Stops them.
	 */
	@TearDown
	public void stop() {
		this.pools.close();
	}

	@Benchmark
	public Object hikari() throws SQLException {
		return borrow(this.plain);
	}

	@Benchmark
	public Object platform() throws SQLException {
		return borrow(this.platform);
	}

	private static Object borrow(DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			return connection;
		}
	}

}
