package io.portfolioplatform.dbpool.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ReplicaFirst}, with another database in place of a replica.
 */
@EmbeddedServers
class ReplicaFirstTests {

	private long now = 1;

	@Test
	void triesTheReplicaAgainAfterTenSeconds(PostgresDatabase primary, PostgresDatabase replica) throws SQLException {
		try (FaultProxy proxy = FaultProxy.to(replica.host(), replica.port())) {
			ReplicaFirst dataSource = new ReplicaFirst(source(replica.through(proxy.port())), source(primary),
					() -> this.now);
			assertThat(database(dataSource)).isEqualTo(replica.name());
			proxy.refuse();
			assertThat(database(dataSource)).isEqualTo(primary.name());
			proxy.restore();
			this.now += Duration.ofMillis(9_999).toNanos();
			assertThat(database(dataSource)).as("not asked yet").isEqualTo(primary.name());
			this.now += Duration.ofMillis(1).toNanos();
			assertThat(database(dataSource)).isEqualTo(replica.name());
		}
	}

	@Test
	void letsOneThreadTryAReplicaThatWasAway(PostgresDatabase primary, PostgresDatabase replica) throws Exception {
		try (FaultProxy proxy = FaultProxy.to(replica.host(), replica.port())) {
			ReplicaFirst dataSource = new ReplicaFirst(source(replica.through(proxy.port())), source(primary),
					() -> this.now);
			proxy.refuse();
			assertThat(database(dataSource)).isEqualTo(primary.name());
			proxy.restore();
			proxy.pause();
			this.now += Duration.ofSeconds(10).toNanos();
			long before = proxy.totalConnections();
			CompletableFuture<String> trying = inThread(dataSource);
			Awaitility.await().until(() -> proxy.totalConnections() > before);
			assertThat(inThread(dataSource).get(30, TimeUnit.SECONDS)).isEqualTo(primary.name());
			proxy.restore();
			assertThat(trying.get(30, TimeUnit.SECONDS)).isEqualTo(replica.name());
			assertThat(database(dataSource)).isEqualTo(replica.name());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "PP001", "57014" })
	void asksAReplicaAgainThatCouldNotAnswerInTime(String state, PostgresDatabase primary, PostgresDatabase replica)
			throws SQLException {
		ReplicaFirst dataSource = new ReplicaFirst(refusingOnce(replica, state), source(primary), () -> this.now);
		assertThat(database(dataSource)).isEqualTo(primary.name());
		assertThat(database(dataSource)).isEqualTo(replica.name());
	}

	@Test
	void asksAReplicaAgainThatAThreadDidNotWaitFor(PostgresDatabase primary, PostgresDatabase replica)
			throws SQLException {
		ReplicaFirst dataSource = new ReplicaFirst(refusingOnce(replica, "08001"), source(primary), () -> this.now);
		Thread.currentThread().interrupt();
		try {
			assertThatExceptionOfType(SQLException.class).isThrownBy(dataSource::getConnection)
				.withMessage("refused once");
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
		assertThat(database(dataSource)).isEqualTo(replica.name());
	}

	private static DataSource refusingOnce(PostgresDatabase database, String state) {
		AtomicBoolean refused = new AtomicBoolean();
		return new DelegatingDataSource(source(database)) {

			@Override
			public Connection getConnection() throws SQLException {
				if (refused.compareAndSet(false, true)) {
					throw new SQLException("refused once", state);
				}
				return super.getConnection();
			}

		};
	}

	@Test
	void readsOnlyOnThePrimaryToo(PostgresDatabase primary) throws SQLException {
		ReplicaFirst dataSource = new ReplicaFirst(source(primary.through(1)), source(primary), () -> this.now);
		for (int i = 0; i < 2; i++) {
			try (Connection connection = dataSource.getConnection()) {
				assertThat(connection.isReadOnly()).isTrue();
			}
		}
	}

	/**
	 * A thread of its own: of the common pool there is only one on a machine with two
	 * processors.
	 */
	private static CompletableFuture<String> inThread(ReplicaFirst dataSource) {
		return CompletableFuture.supplyAsync(() -> databaseOf(dataSource), (task) -> new Thread(task).start());
	}

	private static String databaseOf(ReplicaFirst dataSource) {
		try {
			return database(dataSource);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static DriverManagerDataSource source(PostgresDatabase database) {
		return new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
	}

	private static String database(ReplicaFirst dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection();
				var result = connection.createStatement().executeQuery("select current_database()")) {
			result.next();
			return result.getString(1);
		}
	}

}
