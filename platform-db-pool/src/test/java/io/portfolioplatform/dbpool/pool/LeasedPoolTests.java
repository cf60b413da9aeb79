package io.portfolioplatform.dbpool.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.util.Credentials;
import io.portfolioplatform.dbpool.gate.Gate;
import io.portfolioplatform.dbpool.gate.GateSize;
import io.portfolioplatform.dbpool.gate.GateState;
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
import io.portfolioplatform.test.proxy.Direction;
import io.portfolioplatform.test.proxy.FaultProxy;
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

	private final Sockets own = new Sockets(1, Duration.ofSeconds(60));

	private GatedDataSource dataSource;

	private LeasedPool pool;

	@BeforeEach
	void start(PostgresDatabase database) {
		TimeLeft timeLeft = new TimeLeft(() -> null, Clock.systemUTC());
		HikariConfig configuration = new HikariConfig();
		configuration.setDataSource(source(database));
		configuration.setUsername(database.username());
		configuration.setPassword(database.password());
		configuration.setMaximumPoolSize(1);
		configuration.setInitializationFailTimeout(-1);
		this.dataSource = new GatedDataSource(configuration, this.gate, timeLeft);
		this.pool = new LeasedPool(this.dataSource, this.gate, this.sockets, this.own, true, 100);
	}

	private GuardedDataSource source(PostgresDatabase database) {
		return new GuardedDataSource(database.jdbcUrl(), new Properties(),
				new PoolingDetector(null, database.jdbcUrl()),
				new TransactionPrologue(() -> null, new TimeLeft(() -> null, Clock.systemUTC())), new Statements(0),
				this.sockets, new Refusals(() -> "", "DATABASE_URL"));
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

	/**
	 * HikariCP does not ask a connection that was used within half a second.
	 */
	@Test
	void doesNotWaitForAnIdleConnectionThatDoesNotAnswer(PostgresDatabase database) throws SQLException {
		try (FaultProxy proxy = FaultProxy.to(database.host(), database.port())) {
			this.dataSource.close();
			start(database.through(proxy.port()));
			// Whoever waits for it waits longer than this test.
			this.dataSource.setValidationTimeout(Duration.ofMinutes(1).toMillis());
			grant(4);
			this.dataSource.getConnection().close();
			Awaitility.await().until(() -> this.dataSource.getHikariPoolMXBean().getIdleConnections() == 4);
			Awaitility.await().pollDelay(Duration.ofMillis(600)).until(() -> true);
			proxy.drop(Direction.TO_CLIENT);
			assertThat(CompletableFuture.runAsync(() -> grant(2))).succeedsWithin(Duration.ofSeconds(30));
			proxy.reset();
			proxy.restore();
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
				grant(2);
				return this.sockets.open() <= 2;
			});
		}
	}

	@Test
	void closesWhatIsInUseWhenItComesBack() throws SQLException {
		grant(10);
		List<Connection> inUse = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			inUse.add(this.dataSource.getConnection());
		}
		assertThat(CompletableFuture.runAsync(() -> grant(3))).as("waits for none of them")
			.succeedsWithin(Duration.ofSeconds(30));
		assertThat(this.sockets.open()).isEqualTo(10);
		assertThat(this.gate.state()).extracting(GateState::used, GateState::size).containsExactly(10, 3);
		for (int i = 9; i >= 0; i--) {
			inUse.get(i).close();
			int most = Math.max(3, i);
			Awaitility.await().until(() -> this.sockets.open() <= most);
		}
		assertThat(this.gate.state().used()).isZero();
		assertThat(this.dataSource.getHikariPoolMXBean().getTotalConnections()).isEqualTo(3);
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
			assertThat(connection.isValid(30)).isTrue();
		}
	}

	@Test
	void losesWhatIsBeingOpened(PostgresDatabase database) throws SQLException {
		try (FaultProxy proxy = FaultProxy.to(database.host(), database.port())) {
			this.dataSource.close();
			start(database.through(proxy.port()));
			proxy.pause();
			grant(4);
			CompletableFuture<Connection> borrowed = CompletableFuture.supplyAsync(this::borrow);
			Awaitility.await().until(() -> this.sockets.open() == 1 && proxy.openConnections() == 1);
			this.pool.lost("There is no lease");
			proxy.restore();
			Awaitility.await().until(() -> this.sockets.open() == 0);
			assertThat(this.dataSource.getHikariPoolMXBean().getTotalConnections()).isZero();
			grant(4);
			assertThat(borrowed).succeedsWithin(Duration.ofSeconds(20));
			borrowed.join().close();
		}
	}

	@Test
	void givesTheRegistryThePlaceOfOneOfItsConnectionsWhileTheLastOneMayBeOpen(PostgresDatabase database)
			throws SQLException {
		Credentials credentials = Credentials.of(database.username(), database.password());
		try (FaultProxy proxy = FaultProxy.to(database.host(), database.port())) {
			grant(4);
			this.dataSource.getConnection().close();
			Awaitility.await().until(() -> this.sockets.open() == 4);
			Connection registry = source(database.through(proxy.port())).open(credentials, this.own,
					this.pool.makeRoom(20_000));
			proxy.pause();
			registry.close();
			assertThat(this.own.open()).isEqualTo(1);
			Awaitility.await().ignoreExceptions().until(() -> this.pool.makeRoom(2_000) > 0);
			try (Connection second = source(database).open(credentials, this.own, this.pool.makeRoom(20_000))) {
				assertThat(second.isValid(30)).isTrue();
				grant(4);
				assertThat(this.gate.state().size()).isEqualTo(3);
				assertThat(this.pool.open()).as("with the one that may be open").isLessThanOrEqualTo(4);
				proxy.restore();
				Awaitility.await().until(() -> this.own.open() == 1);
				grant(4);
				assertThat(this.gate.state().size()).isEqualTo(4);
				List<Connection> all = new ArrayList<>();
				for (int i = 0; i < 4; i++) {
					all.add(this.dataSource.getConnection());
				}
				assertThat(this.pool.open()).isEqualTo(4);
				for (Connection each : all) {
					each.close();
				}
			}
		}
	}

	@Test
	void givesTheRegistryNoPlaceThatItDoesNotHave(PostgresDatabase database) throws SQLException {
		try (FaultProxy proxy = FaultProxy.to(database.host(), database.port())) {
			grant(1);
			Connection inUse = this.dataSource.getConnection();
			assertThat(this.pool.makeRoom(100)).as("its own is free").isEqualTo(100);
			Connection registry = source(database.through(proxy.port()))
				.open(Credentials.of(database.username(), database.password()), this.own, 20_000);
			proxy.pause();
			registry.close();
			assertThatExceptionOfType(SQLException.class).as("all are in use")
				.isThrownBy(() -> this.pool.makeRoom(100));
			inUse.close();
			Awaitility.await().until(() -> this.sockets.open() == 0);
			this.pool.lost("There is no lease");
			assertThat(this.pool.makeRoom(100)).isEqualTo(100);
			assertThat(this.pool.open()).isZero();
		}
	}

	private Connection borrow() {
		try {
			return this.dataSource.getConnection();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void needsNoRegistry() throws SQLException {
		this.pool.unavailable(3, "There is no registry");
		this.dataSource.getConnection().close();
		assertThat(this.gate.state().size()).isEqualTo(3);
	}

	private void grant(int connections) {
		this.pool.granted(connections, System.nanoTime() + Duration.ofMinutes(1).toNanos());
	}

}
