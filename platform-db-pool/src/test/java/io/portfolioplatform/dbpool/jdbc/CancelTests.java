package io.portfolioplatform.dbpool.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sockets that cancelling needs.
 */
@EmbeddedServers
class CancelTests {

	private static final int STATEMENTS = 4;

	@Test
	void cancelsOneAtATimeSoThatOneSocketIsEnough(PostgresDatabase database) throws Exception {
		try (FaultProxy proxy = FaultProxy.to(database.host(), database.port());
				PooledApplication application = new PooledApplication(database.through(proxy.port()),
						database.username(), STATEMENTS)) {
			List<Connection> connections = new ArrayList<>();
			List<Statement> statements = new ArrayList<>();
			List<CompletableFuture<Void>> running = new ArrayList<>();
			for (int i = 0; i < STATEMENTS; i++) {
				connections.add(application.dataSource.getConnection());
				statements.add(connections.get(i).createStatement());
			}
			for (Statement statement : statements) {
				running.add(inBackground(() -> statement.execute("select pg_sleep(600)")));
			}
			Awaitility.await().until(() -> sleeping(database) == STATEMENTS);
			long before = proxy.totalConnections();
			proxy.pause();
			List<Thread> cancelling = new ArrayList<>();
			for (Statement statement : statements) {
				Thread thread = new Thread(() -> cancel(statement));
				thread.start();
				cancelling.add(thread);
			}
			Awaitility.await()
				.until(() -> proxy.totalConnections() > before && cancelling.stream()
					.filter((thread) -> thread.getState() == Thread.State.WAITING)
					.count() == STATEMENTS - 1);
			assertThat(proxy.totalConnections()).isEqualTo(before + 1);
			proxy.restore();
			running.forEach((statement) -> assertThat(statement).failsWithin(Duration.ofSeconds(30)));
			assertThat(proxy.totalConnections()).isEqualTo(before + STATEMENTS);
			for (Connection connection : connections) {
				connection.close();
			}
		}
	}

	@Test
	void timeoutsOfStatementsCancelOneAtATimeToo(PostgresDatabase database) throws Exception {
		try (FaultProxy proxy = FaultProxy.to(database.host(), database.port());
				PooledApplication application = new PooledApplication(database.through(proxy.port()),
						database.username(), STATEMENTS)) {
			List<Connection> connections = new ArrayList<>();
			for (int i = 0; i < STATEMENTS; i++) {
				connections.add(application.dataSource.getConnection());
			}
			List<CompletableFuture<Void>> running = new ArrayList<>();
			for (Connection connection : connections) {
				Statement statement = connection.createStatement();
				// Paused before the first is cancelled, on a busy machine too.
				statement.setQueryTimeout(8);
				running.add(inBackground(() -> statement.execute("select pg_sleep(600)")));
			}
			Awaitility.await().until(() -> sleeping(database) == STATEMENTS);
			long before = proxy.totalConnections();
			proxy.pause();
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> proxy.totalConnections() > before);
			Awaitility.await()
				.during(Duration.ofSeconds(2))
				.atMost(Duration.ofSeconds(30))
				.until(() -> proxy.totalConnections() == before + 1);
			proxy.restore();
			running.forEach((statement) -> assertThat(statement).failsWithin(Duration.ofSeconds(60)));
			assertThat(proxy.totalConnections()).isEqualTo(before + STATEMENTS);
			for (Connection connection : connections) {
				connection.close();
			}
		}
	}

	private static void cancel(Statement statement) {
		try {
			statement.cancel();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static long sleeping(PostgresDatabase database) throws SQLException {
		try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.username(),
				database.password());
				var result = connection.createStatement()
					.executeQuery("select count(*) from pg_stat_activity where datname = current_database() "
							+ "and state = 'active' and query like 'select pg_sleep%'")) {
			result.next();
			return result.getLong(1);
		}
	}

	private static CompletableFuture<Void> inBackground(Call call) {
		CompletableFuture<Void> done = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				call.run();
				done.complete(null);
			}
			catch (SQLException ex) {
				done.completeExceptionally(ex);
			}
		});
		thread.setDaemon(true);
		thread.start();
		return done;
	}

	/**
	 * A call that may fail.
	 */
	private interface Call {

		void run() throws SQLException;

	}

}
