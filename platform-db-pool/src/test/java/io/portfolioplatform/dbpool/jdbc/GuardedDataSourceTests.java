package io.portfolioplatform.dbpool.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.portfolioplatform.dbpool.pooler.PoolingDetector;
import io.portfolioplatform.dbpool.refusal.Refusal;
import io.portfolioplatform.dbpool.refusal.Refusals;
import io.portfolioplatform.dbpool.statement.Statements;
import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PgBouncerServer;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import io.portfolioplatform.test.RequiresPgBouncer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GuardedDataSource}.
 */
@EmbeddedServers
@RequiresPgBouncer
class GuardedDataSourceTests {

	private final Refusals refusals = new Refusals(() -> "");

	@Test
	void neverOpensMoreThanAllowed(PostgresDatabase database) throws SQLException {
		Sockets sockets = new Sockets(2);
		GuardedDataSource dataSource = dataSource(database, sockets);
		dataSource.setLoginTimeout(1);
		Connection one = dataSource.getConnection();
		Connection other = dataSource.getConnection();
		assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(dataSource::getConnection)
			.withMessageContaining("All 2 connections");
		one.close();
		one.close();
		Connection third = dataSource.getConnection();
		assertThat(sockets.open()).isEqualTo(2);
		other.abort(Runnable::run);
		third.close();
		assertThat(sockets.open()).isZero();
	}

	@Test
	void countsAConnectionUntilItsAbortIsDone(PostgresDatabase database) throws SQLException {
		Sockets sockets = new Sockets(1);
		CompletableFuture<Runnable> abort = new CompletableFuture<>();
		dataSource(database, sockets).getConnection().abort(abort::complete);
		assertThat(sockets.open()).isEqualTo(1);
		abort.join().run();
		assertThat(sockets.open()).isZero();
	}

	@Test
	void doesNotCountWhatFailedToOpen(PostgresDatabase database) {
		Sockets sockets = new Sockets(1);
		GuardedDataSource dataSource = dataSource(
				new PostgresDatabase(database.host(), database.port(), "none", "postgres", "postgres"), sockets);
		assertThatExceptionOfType(SQLException.class).isThrownBy(dataSource::getConnection);
		assertThat(sockets.open()).isZero();
		assertThat(this.refusals.count(Refusal.DATABASE)).isEqualTo(1);
	}

	@Test
	void limitsTheLoginOnly(PostgresDatabase database) throws SQLException {
		try (Connection connection = dataSource(database, new Sockets(1)).getConnection()) {
			assertThat(connection.getNetworkTimeout()).isZero();
		}
	}

	@Test
	void triesAgainWhereThePoolerIsFull(PostgresServer server, PostgresDatabase database) throws Exception {
		try (PgBouncerServer pooler = PgBouncerServer.start(server, "max_client_conn = 1")) {
			GuardedDataSource dataSource = dataSource(database.through(pooler.port()), new Sockets(2));
			dataSource.setLoginTimeout(30);
			Connection first = dataSource.getConnection();
			CompletableFuture<Connection> second = new CompletableFuture<>();
			new Thread(() -> {
				try {
					second.complete(dataSource.getConnection());
				}
				catch (SQLException ex) {
					second.completeExceptionally(ex);
				}
			}).start();
			Awaitility.await().until(() -> this.refusals.count(Refusal.POOLER_FULL) > 1);
			first.close();
			second.get(30, TimeUnit.SECONDS).close();
		}
	}

	private GuardedDataSource dataSource(PostgresDatabase database, Sockets sockets) {
		TransactionPrologue prologue = new TransactionPrologue(() -> null, new TimeLeft(() -> null, Clock.systemUTC()));
		GuardedDataSource dataSource = new GuardedDataSource(database.jdbcUrl(), new Properties(),
				new PoolingDetector(null, database.jdbcUrl()), prologue, new Statements(0), sockets, this.refusals);
		dataSource.setUsername(database.username());
		dataSource.setPassword(database.password());
		return dataSource;
	}

}
