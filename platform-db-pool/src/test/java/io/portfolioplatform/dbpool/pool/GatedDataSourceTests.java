package io.portfolioplatform.dbpool.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import com.zaxxer.hikari.HikariConfig;
import io.portfolioplatform.dbpool.Lane;
import io.portfolioplatform.dbpool.gate.Gate;
import io.portfolioplatform.dbpool.gate.GateSize;
import io.portfolioplatform.dbpool.gate.ShedException;
import io.portfolioplatform.dbpool.jdbc.DelegatingConnection;
import io.portfolioplatform.dbpool.jdbc.TimeLeft;
import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.jdbc.PgConnection;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GatedDataSource}.
 */
@EmbeddedServers
@ExtendWith(OutputCaptureExtension.class)
class GatedDataSourceTests {

	private static final TimeLeft NO_DEADLINE = new TimeLeft(() -> null, Clock.systemUTC());

	private final Gate gate = new Gate(new GateSize(1, 0));

	private final AtomicReference<@Nullable Instant> deadline = new AtomicReference<>();

	private GatedDataSource dataSource;

	@BeforeEach
	void start(PostgresDatabase database) {
		this.dataSource = start(database, Duration.ZERO);
	}

	private GatedDataSource start(PostgresDatabase database, Duration leaksAfter) {
		HikariConfig configuration = configuration(database);
		configuration.setLeakDetectionThreshold(leaksAfter.toMillis());
		return new GatedDataSource(configuration, this.gate, new TimeLeft(() -> this.deadline::get, Clock.systemUTC()));
	}

	private static HikariConfig configuration(PostgresDatabase database) {
		HikariConfig configuration = new HikariConfig();
		configuration.setJdbcUrl(database.jdbcUrl());
		configuration.setUsername(database.username());
		configuration.setPassword(database.password());
		configuration.setMaximumPoolSize(1);
		return configuration;
	}

	@AfterEach
	void stop() {
		this.dataSource.close();
	}

	@Test
	void aSecondCloseEndsNobodyElsesWatch(PostgresDatabase database, CapturedOutput output) throws SQLException {
		try (GatedDataSource watched = start(database, Duration.ofMillis(100))) {
			Connection first = watched.getConnection();
			first.close();
			try (Connection second = watched.getConnection()) {
				first.close();
				assertThat(second.isClosed()).isFalse();
				Awaitility.await().untilAsserted(() -> assertThat(output).contains("has had a connection"));
			}
		}
	}

	@Test
	void givesThePermitBackWithTheConnection() throws SQLException {
		for (int i = 0; i < 3; i++) {
			try (Connection connection = this.dataSource.getConnection()) {
				assertThat(connection.isValid(30)).isTrue();
				assertThat(this.gate.state().used()).isEqualTo(1);
			}
			assertThat(this.gate.state().used()).isZero();
		}
	}

	@Test
	void refusesANestedTransactionAtOnceInsteadOfADeadlock() {
		this.dataSource.setConnectionTimeout(60_000);
		TransactionTemplate outer = new TransactionTemplate(new JdbcTransactionManager(this.dataSource));
		TransactionTemplate inner = new TransactionTemplate(new JdbcTransactionManager(this.dataSource));
		inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		assertThatExceptionOfType(CannotCreateTransactionException.class)
			.isThrownBy(() -> outer.executeWithoutResult((status) -> inner.executeWithoutResult((nested) -> {
			})))
			.withCauseInstanceOf(SQLTransientConnectionException.class)
			.withStackTraceContaining("REQUIRES_NEW");
		assertThat(this.gate.state().used()).isZero();
	}

	@Test
	void givesThePermitBackWhereThereIsNoConnection(PostgresDatabase database) {
		this.dataSource.close();
		assertThatExceptionOfType(SQLException.class).isThrownBy(this.dataSource::getConnection);
		assertThat(this.gate.state().used()).isZero();
	}

	@Test
	void givesThePermitBackWhateverIsThrown() {
		this.dataSource.setInitializationFailTimeout(-1);
		this.dataSource.setThreadFactory((task) -> {
			throw new OutOfMemoryError("unable to create native thread");
		});
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(this.dataSource::getConnection);
		assertThat(this.gate.state().used()).isZero();
	}

	@Test
	void keepsNoConnectionWhateverIsThrownWhereItIsLent(PostgresDatabase database) {
		LeakDetector leaks = new LeakDetector(Duration.ZERO) {

			@Override
			@Nullable Loan lent() {
				throw new OutOfMemoryError("it passes");
			}

		};
		try (GatedDataSource pool = new GatedDataSource(configuration(database), this.gate, NO_DEADLINE, leaks)) {
			for (int i = 0; i < 2; i++) {
				assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(pool::getConnection);
			}
			assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
		}
		assertThat(this.gate.state().used()).isZero();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void keepsNoConnectionWhateverIsThrownWhereItComesBack(boolean setByThePool, PostgresDatabase database)
			throws SQLException {
		HikariConfig configuration = configuration(database);
		configuration.setDataSource(new Unending(database));
		configuration.setAutoCommit(!setByThePool);
		try (GatedDataSource pool = new GatedDataSource(configuration, this.gate, NO_DEADLINE)) {
			for (int i = 0; i < 2; i++) {
				Connection connection = pool.getConnection();
				connection.setAutoCommit(false);
				assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(connection::close);
				assertThat(connection.isClosed()).isTrue();
			}
			assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
		}
		assertThat(this.gate.state().used()).isZero();
	}

	@Test
	void waitsNoLongerThanTheRequestsDeadline() throws Exception {
		this.dataSource.setConnectionTimeout(600_000);
		try (Connection held = this.dataSource.getConnection()) {
			CompletableFuture<Connection> other = inBackground(() -> {
				this.deadline.set(Instant.now().plusSeconds(5));
				return this.dataSource.getConnection();
			});
			assertThat(other).failsWithin(Duration.ofSeconds(30))
				.withThrowableThat()
				.withCauseInstanceOf(ShedException.class);
			assertThat(held.isValid(30)).isTrue();
		}
	}

	@Test
	void waitsNoLongerThanTheDeadlineForAConnectionThatIsBeingOpened(PostgresDatabase database) throws Exception {
		try (FaultProxy proxy = FaultProxy.to(database.host(), database.port())) {
			this.dataSource.setConnectionTimeout(600_000);
			this.dataSource.setJdbcUrl(database.through(proxy.port()).jdbcUrl());
			try (Connection first = this.dataSource.getConnection()) {
				proxy.pause();
				this.dataSource.evictConnection(first);
			}
			CompletableFuture<Connection> late = inBackground(() -> {
				this.deadline.set(Instant.now().plusSeconds(5));
				return this.dataSource.getConnection();
			});
			assertThat(late).failsWithin(Duration.ofSeconds(30))
				.withThrowableThat()
				.withCauseInstanceOf(SQLTransientConnectionException.class)
				.withMessageContaining("request timed out after");
			assertThat(this.gate.state().used()).isZero();
		}
	}

	@Test
	void queuesInTheLaneOfTheCaller() throws Exception {
		List<String> order = new CopyOnWriteArrayList<>();
		CompletableFuture<Void> background;
		CompletableFuture<Void> interactive;
		try (Connection held = this.dataSource.getConnection()) {
			background = inBackground(() -> Lane.BACKGROUND.call(() -> take("background", order)));
			Awaitility.await().until(() -> this.gate.state().waiting() == 1);
			interactive = inBackground(() -> take("interactive", order));
			Awaitility.await().until(() -> this.gate.state().waiting() == 2);
			assertThat(held.isValid(30)).isTrue();
		}
		CompletableFuture.allOf(background, interactive).get(30, TimeUnit.SECONDS);
		assertThat(order).containsExactly("interactive", "background");
	}

	private @Nullable Void take(String name, List<String> order) throws SQLException {
		try (Connection connection = this.dataSource.getConnection()) {
			order.add(name);
			assertThat(connection.isValid(30)).isTrue();
		}
		return null;
	}

	@Test
	void waitsForWhatIsLentBeforeItCloses() throws Exception {
		Connection held = this.dataSource.getConnection();
		CompletableFuture<Object> closed = inBackground(() -> {
			this.dataSource.close();
			return "closed";
		});
		Awaitility.await()
			.untilAsserted(
					() -> assertThatExceptionOfType(SQLException.class).isThrownBy(this.dataSource::getConnection)
						.withMessageContaining("being closed"));
		try (var result = held.createStatement().executeQuery("select 1")) {
			assertThat(result.next()).isTrue();
		}
		held.close();
		assertThat(closed).succeedsWithin(Duration.ofSeconds(30));
	}

	@Test
	void lendsNothingToThoseWhoWaitedWhenTheClosingBegan() throws Exception {
		Connection held = this.dataSource.getConnection();
		CompletableFuture<Connection> waiting = inBackground(this.dataSource::getConnection);
		Awaitility.await().until(() -> this.gate.state().waiting() == 1);
		CompletableFuture<Object> closed = inBackground(() -> {
			this.dataSource.close();
			return "closed";
		});
		Awaitility.await().untilAsserted(() -> {
			this.deadline.set(Instant.now().plusMillis(50));
			assertThatExceptionOfType(SQLException.class).isThrownBy(this.dataSource::getConnection)
				.withMessageContaining("being closed");
		});
		held.close();
		assertThat(waiting).failsWithin(Duration.ofSeconds(30))
			.withThrowableThat()
			.withMessageContaining("being closed");
		assertThat(closed).succeedsWithin(Duration.ofSeconds(30));
		assertThat(this.gate.state().used()).isZero();
	}

	private static <T> CompletableFuture<T> inBackground(Callable<T> work) {
		CompletableFuture<T> done = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				done.complete(work.call());
			}
			catch (Exception ex) {
				done.completeExceptionally(ex);
			}
		});
		thread.setDaemon(true);
		thread.start();
		return done;
	}

	@Test
	void lendsNothingAgainWhoseTransactionDoesNotEnd(PostgresDatabase database) throws SQLException {
		try (FaultProxy proxy = FaultProxy.to(database.host(), database.port())) {
			this.dataSource.setJdbcUrl(database.through(proxy.port()).jdbcUrl());
			this.dataSource.setAutoCommit(false);
			Connection connection = this.dataSource.getConnection();
			try (Statement statement = connection.unwrap(PgConnection.class).createStatement()) {
				statement.execute("select 1");
			}
			proxy.reset();
			connection.close();
			assertThat(this.gate.state().used()).isZero();
			assertThat(backend()).isPositive();
		}
	}

	@Test
	void evictsWhatItLent() throws SQLException {
		int first = backend();
		try (Connection connection = this.dataSource.getConnection()) {
			this.dataSource.evictConnection(connection);
		}
		assertThat(backend()).isNotEqualTo(first);
	}

	@Test
	void closesOnceWhatComesBackAndIsTooMuch(CapturedOutput output) throws SQLException {
		this.dataSource.setMaximumPoolSize(2);
		this.gate.resize(new GateSize(2, 0));
		Connection surplus = this.dataSource.getConnection();
		try (Connection other = this.dataSource.getConnection()) {
			surplus.setAutoCommit(false);
			this.dataSource.setMaximumPoolSize(1);
			surplus.close();
			assertThat(surplus.isClosed()).isTrue();
			surplus.close();
			assertThat(this.dataSource.getHikariPoolMXBean().getTotalConnections()).isEqualTo(1);
			assertThat(other.isValid(30)).isTrue();
		}
		assertThat(this.gate.state().used()).isZero();
		assertThat(output).doesNotContain("Attempt to remove");
	}

	private int backend() throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				var result = connection.createStatement().executeQuery("select pg_backend_pid()")) {
			result.next();
			return result.getInt(1);
		}
	}

	/**
	 * Opens connections whose transactions cannot be ended, for want of memory.
	 */
	private static final class Unending extends DriverManagerDataSource {

		Unending(PostgresDatabase database) {
			super(database.jdbcUrl(), database.username(), database.password());
		}

		@Override
		protected Connection getConnectionFromDriver(Properties properties) throws SQLException {
			return new DelegatingConnection(super.getConnectionFromDriver(properties)) {

				@Override
				public void rollback() {
					throw new OutOfMemoryError("it passes");
				}

			};
		}

	}

}
