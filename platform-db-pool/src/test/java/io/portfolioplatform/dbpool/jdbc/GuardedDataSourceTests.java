package io.portfolioplatform.dbpool.jdbc;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.util.Credentials;
import io.portfolioplatform.dbpool.InvalidDbPoolException;
import io.portfolioplatform.dbpool.pooler.PoolingDetector;
import io.portfolioplatform.dbpool.refusal.Refusal;
import io.portfolioplatform.dbpool.refusal.Refusals;
import io.portfolioplatform.dbpool.statement.Statements;
import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PgBouncerServer;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import io.portfolioplatform.test.RequiresPgBouncer;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Tests for {@link GuardedDataSource}.
 */
@EmbeddedServers
@RequiresPgBouncer
class GuardedDataSourceTests {

	private Refusals refusals = new Refusals(() -> "", "DATABASE_URL");

	@Test
	void neverOpensMoreThanAllowed(PostgresDatabase database) throws SQLException {
		Sockets sockets = new Sockets(2);
		GuardedDataSource dataSource = dataSource(database, sockets);
		dataSource.setLoginTimeout(5);
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
	void endsEveryConnectionWhateverIsThrownForOne(PostgresDatabase database) throws SQLException {
		Sockets sockets = new Sockets(3);
		GuardedDataSource dataSource = dataSource(database, sockets);
		for (int i = 0; i < 3; i++) {
			dataSource.getConnection();
		}
		AtomicInteger asked = new AtomicInteger();
		assertThatIllegalStateException().isThrownBy(() -> sockets.abort((task) -> {
			if (asked.getAndIncrement() == 0) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			task.run();
		}));
		assertThat(sockets.open()).isEqualTo(1);
		sockets.abort(Runnable::run);
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
	void doesNotCountWhatFailedToOpenWhateverIsThrown(PostgresDatabase database) {
		Sockets sockets = new Sockets(1);
		this.refusals = new Refusals(() -> {
			throw new NoClassDefFoundError("no.such.Arithmetic");
		}, "DATABASE_URL");
		GuardedDataSource dataSource = dataSource(
				new PostgresDatabase(database.host(), database.port(), "none", "postgres", "postgres"), sockets);
		assertThatExceptionOfType(NoClassDefFoundError.class).isThrownBy(dataSource::getConnection);
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> dataSource.open(Credentials.of("postgres", "postgres"), sockets, 1_000));
		assertThat(sockets.open()).isZero();
	}

	@Test
	void doesNotCountWhatCouldNotBeGuarded(PostgresDatabase database) {
		Sockets sockets = new Sockets(1);
		GuardedDataSource dataSource = dataSource(database, sockets);
		Field statements = Objects.requireNonNull(ReflectionUtils.findField(GuardedDataSource.class, "statements"));
		ReflectionUtils.makeAccessible(statements);
		ReflectionUtils.setField(statements, dataSource, null);
		assertThatNullPointerException().isThrownBy(dataSource::getConnection);
		assertThat(sockets.open()).isZero();
	}

	@Test
	void doesNotTryAgainWhereTimeCuresNothing(PostgresDatabase database) {
		GuardedDataSource dataSource = dataSource(
				new PostgresDatabase(database.host(), database.port(), "none", "postgres", "postgres"), new Sockets(1));
		dataSource.setLoginTimeout(30);
		assertThatExceptionOfType(SQLException.class).isThrownBy(dataSource::getConnection);
		assertThat(this.refusals.count(Refusal.DATABASE)).isEqualTo(1);
	}

	@Test
	void refusesSessionParametersOfAPoolerThatWasRecognisedLate(PostgresServer server, PostgresDatabase database) {
		try (PgBouncerServer pooler = PgBouncerServer.start(server,
				"ignore_startup_parameters = extra_float_digits, search_path")) {
			Sockets sockets = new Sockets(1);
			PostgresDatabase pooled = database.through(pooler.port());
			GuardedDataSource dataSource = dataSource(new PostgresDatabase(pooled.host(), pooled.port(),
					pooled.name() + "?currentSchema=app", pooled.username(), pooled.password()), sockets);
			for (int i = 0; i < 2; i++) {
				assertThatExceptionOfType(SQLException.class).isThrownBy(dataSource::getConnection)
					.withMessageContaining("currentSchema")
					.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("PP002"))
					.withCauseInstanceOf(InvalidDbPoolException.class);
			}
			assertThat(sockets.open()).isZero();
		}
	}

	@Test
	void givesTheDriverPropertiesThatAreNoTexts(PostgresDatabase database) {
		Properties properties = new Properties();
		properties.put("ssl", true);
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(dataSource(database.jdbcUrl(), properties, database, new Sockets(1))::getConnection)
			.withMessageContaining("does not support SSL");
	}

	@Test
	void limitsTheLoginOnly(PostgresDatabase database) throws SQLException {
		try (Connection connection = dataSource(database, new Sockets(1)).getConnection()) {
			assertThat(connection.getNetworkTimeout()).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?loginTimeout=5", "?tcpKeepAlive=true&loginTimeout=5&ApplicationName=a" })
	void countsAConnectionUntilTheOtherEndHasClosedIt(String parameters, PostgresDatabase database) throws Exception {
		Sockets sockets = new Sockets(2, Duration.ofMinutes(1));
		Properties properties = new Properties();
		properties.put("loginTimeout", 5);
		try (FaultProxy proxy = FaultProxy.to(database.host(), database.port())) {
			String url = database.through(proxy.port()).jdbcUrl() + parameters;
			GuardedDataSource dataSource = dataSource(url, properties, database, sockets);
			dataSource.getConnection().close();
			Awaitility.await().until(() -> sockets.open() == 0);
			Connection closed = dataSource.getConnection();
			Connection aborted = dataSource.getConnection();
			proxy.pause();
			closed.close();
			aborted.abort(Runnable::run);
			assertThat(sockets.open()).isEqualTo(2);
			proxy.restore();
			Awaitility.await().until(() -> sockets.open() == 0);
		}
	}

	@Test
	void countsAConnectionNoLongerThanTheQuarantine(PostgresDatabase database) throws Exception {
		Sockets sockets = new Sockets(1, Duration.ofMillis(300));
		try (FaultProxy proxy = FaultProxy.to(database.host(), database.port())) {
			Connection connection = dataSource(database.through(proxy.port()), sockets).getConnection();
			proxy.pause();
			connection.close();
			Awaitility.await().until(() -> sockets.open() == 0);
		}
	}

	@Test
	void aConnectionThatIsResetIsGone(PostgresDatabase database) throws Exception {
		Sockets sockets = new Sockets(1, Duration.ofMinutes(1));
		try (FaultProxy proxy = FaultProxy.to(database.host(), database.port())) {
			Connection connection = dataSource(database.through(proxy.port()), sockets).getConnection();
			proxy.reset();
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> connection.createStatement().execute("select 1"));
			connection.close();
			assertThat(sockets.open()).isZero();
		}
	}

	@Test
	void letsGoOfTheThreadThatWaitsForAnAnswer(PostgresDatabase database) throws Exception {
		Sockets sockets = new Sockets(1, Duration.ofMinutes(1));
		Connection connection = dataSource(database, sockets).getConnection();
		CompletableFuture<String> waiting = new CompletableFuture<>();
		new Thread(() -> {
			try {
				connection.createStatement().execute("select pg_sleep(60)");
			}
			catch (SQLException ex) {
				waiting.complete(ex.getSQLState());
			}
		}).start();
		Awaitility.await().until(() -> count(database, "wait_event = 'PgSleep'") == 1);
		sockets.abort(Runnable::run);
		assertThat(waiting.get(30, TimeUnit.SECONDS)).startsWith("08");
		// The server does not notice before its statement ends.
		assertThat(sockets.open()).isEqualTo(count(database, "wait_event = 'PgSleep'"));
	}

	private static int count(PostgresDatabase database, String condition) throws SQLException {
		try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.username(),
				database.password());
				var result = connection.createStatement()
					.executeQuery("select count(*) from pg_stat_activity where datname = current_database() and "
							+ condition)) {
			result.next();
			return result.getInt(1);
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
		return dataSource(database.jdbcUrl(), new Properties(), database, sockets);
	}

	private GuardedDataSource dataSource(String url, Properties properties, PostgresDatabase database,
			Sockets sockets) {
		TransactionPrologue prologue = new TransactionPrologue(() -> null, new TimeLeft(() -> null, Clock.systemUTC()));
		GuardedDataSource dataSource = new GuardedDataSource(url, properties, new PoolingDetector(null, url), prologue,
				new Statements(0), sockets, this.refusals);
		dataSource.setUsername(database.username());
		dataSource.setPassword(database.password());
		return dataSource;
	}

}
