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
 * Reads one row in a transaction that carries claims: said by the prologue, beside the
 * same setting written by hand on plain HikariCP.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ClaimsBenchmark {

	private final Pools pools = Pools.start(true);

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
	public String byHand() throws SQLException {
		return transaction(this.plain, true);
	}

	@Benchmark
	public String platform() throws SQLException {
		return transaction(this.platform, false);
	}

	private String transaction(DataSource dataSource, boolean byHand) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			connection.setAutoCommit(false);
			if (byHand) {
				say(connection);
			}
			String name = Pools.select(connection, 1 + this.next++ % 1000);
			connection.commit();
			connection.setAutoCommit(true);
			return name;
		}
	}

	private static void say(Connection connection) throws SQLException {
		try (var statement = connection.prepareStatement("select set_config('request.jwt.claims', ?, true)")) {
			statement.setString(1, Pools.CLAIMS);
			statement.execute();
		}
	}

}
