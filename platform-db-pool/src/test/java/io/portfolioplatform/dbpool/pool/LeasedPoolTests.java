package io.portfolioplatform.dbpool.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import com.zaxxer.hikari.HikariConfig;
import io.portfolioplatform.dbpool.gate.Gate;
import io.portfolioplatform.dbpool.gate.GateSize;
import io.portfolioplatform.dbpool.gate.ShedException;
import io.portfolioplatform.dbpool.jdbc.GuardedDataSource;
import io.portfolioplatform.dbpool.jdbc.Sockets;
import io.portfolioplatform.dbpool.jdbc.TimeLeft;
import io.portfolioplatform.dbpool.jdbc.TransactionPrologue;
import io.portfolioplatform.dbpool.pooler.PoolingDetector;
import io.portfolioplatform.dbpool.refusal.Refusals;
import io.portfolioplatform.dbpool.statement.Statements;
import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PostgresDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LeasedPool}.
 */
@EmbeddedServers
class LeasedPoolTests {

	private final Gate gate = new Gate(new GateSize(0, 0));

	private final Sockets sockets = new Sockets(0, Duration.ofSeconds(10));

	private GatedDataSource dataSource;

	private LeasedPool pool;

	@BeforeEach
	void start(PostgresDatabase database) {
		TimeLeft timeLeft = new TimeLeft(() -> null, Clock.systemUTC());
		HikariConfig configuration = new HikariConfig();
		configuration.setDataSource(new GuardedDataSource(database.jdbcUrl(), new Properties(),
				new PoolingDetector(null, database.jdbcUrl()), new TransactionPrologue(() -> null, timeLeft),
				new Statements(0), this.sockets, new Refusals(() -> "", "DATABASE_URL")));
		configuration.setUsername(database.username());
		configuration.setPassword(database.password());
		configuration.setMaximumPoolSize(1);
		this.dataSource = new GatedDataSource(configuration, this.gate, timeLeft);
		this.pool = new LeasedPool(this.dataSource, this.gate, this.sockets, true, 100, 3);
	}

	@AfterEach
	void stop() {
		this.dataSource.close();
	}

	@Test
	void shrinksToWhatIsLeftAtOnce() throws SQLException {
		grant(10);
		this.dataSource.getConnection().close();
		Awaitility.await().until(() -> this.dataSource.getHikariPoolMXBean().getTotalConnections() == 10);
		grant(3);
		Awaitility.await().until(() -> this.sockets.open() == 3);
		assertThat(this.gate.state().size()).isEqualTo(3);
		grant(12);
		assertThat(this.gate.state().size()).isEqualTo(12);
	}

	@Test
	void closesWhatIsInUseWhenItComesBack() throws SQLException {
		grant(10);
		List<Connection> inUse = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			inUse.add(this.dataSource.getConnection());
		}
		grant(3);
		assertThat(this.sockets.open()).isEqualTo(10);
		for (int i = 9; i >= 0; i--) {
			inUse.get(i).close();
			int most = Math.max(3, i);
			Awaitility.await().until(() -> this.sockets.open() <= most);
		}
		assertThat(this.gate.state().used()).isZero();
	}

	@Test
	void losesEverythingAndStartsAgain() throws SQLException {
		grant(4);
		Connection inUse = this.dataSource.getConnection();
		this.pool.lost("There is no lease");
		Awaitility.await().until(() -> this.sockets.open() == 0);
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> inUse.createStatement().execute("select 1"));
		assertThatExceptionOfType(ShedException.class).isThrownBy(this.dataSource::getConnection)
			.withMessage("There is no lease");
		inUse.close();
		grant(4);
		try (Connection connection = this.dataSource.getConnection()) {
			assertThat(connection.isValid(1)).isTrue();
		}
	}

	@Test
	void needsNoRegistry() throws SQLException {
		this.pool.unavailable("There is no registry");
		this.dataSource.getConnection().close();
		assertThat(this.gate.state().size()).isEqualTo(3);
	}

	private void grant(int connections) {
		this.pool.granted(connections, System.nanoTime() + Duration.ofMinutes(1).toNanos());
	}

}
