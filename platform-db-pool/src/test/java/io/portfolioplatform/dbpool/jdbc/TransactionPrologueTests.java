package io.portfolioplatform.dbpool.jdbc;

import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;

import com.zaxxer.hikari.HikariConfig;
import io.portfolioplatform.dbpool.TransactionClaims.Claims;
import io.portfolioplatform.dbpool.gate.Gate;
import io.portfolioplatform.dbpool.gate.GateSize;
import io.portfolioplatform.dbpool.pool.GatedDataSource;
import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PgBouncerServer;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import io.portfolioplatform.test.RequiresPgBouncer;
import io.portfolioplatform.test.proxy.Direction;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Claims, role, time limit and isolation of a transaction, and what they cost, behind a
 * pooler with a single server connection.
 */
@EmbeddedServers
@RequiresPgBouncer
class TransactionPrologueTests {

	private static final boolean FULL = "full".equals(System.getenv("PORTFOLIO_TEST_SCALE"));

	private static final int ALTERNATIONS = FULL ? 10_000 : 1_000;

	private PgBouncerServer pooler;

	private FaultProxy proxy;

	private PooledApplication application;

	@BeforeEach
	void start(PostgresServer server, PostgresDatabase database) throws SQLException {
		PooledApplication.execute(database, "create table note (owner text, text text)",
				"insert into note select owner, 'of ' || owner from unnest(array['ann', 'bob']) owner, generate_series(1, 3)",
				"alter table note enable row level security",
				"create policy own on note using "
						+ "(owner = nullif(current_setting('request.jwt.claims', true), '')::json ->> 'sub')",
				"do $$ begin create role app login nobypassrls; create role reader; grant reader to app; "
						+ "exception when duplicate_object then null; end $$",
				"grant select on note to app, reader");
		this.pooler = PgBouncerServer.start(server, "default_pool_size = 1");
		this.proxy = FaultProxy.to("localhost", this.pooler.port());
		this.application = new PooledApplication(database.through(this.proxy.port()), "app", 1);
	}

	@AfterEach
	void stop() {
		this.application.close();
		this.proxy.close();
		this.pooler.close();
	}

	@Test
	void twoUsersOnOneConnectionNeverSeeEachOther() {
		System.out.printf("Two users alternate %,d times (%s).%n", ALTERNATIONS,
				FULL ? "full form" : "short form, the full one has 10,000");
		for (int i = 0; i < ALTERNATIONS; i++) {
			String user = (i % 2 == 0) ? "ann" : "bob";
			actAs(user);
			assertThat(this.application.transaction.<Object>execute((status) -> owners()))
				.isEqualTo(user + user + user);
			this.application.claims.set(null);
			assertThat(owners()).isEmpty();
		}
	}

	@Test
	void tellsWhoWantsToKnowUnderWhoseClaimsAThreadReads() {
		actAs("ann");
		assertThat(toldDuring(() -> this.application.transaction.<Object>execute((status) -> owners())))
			.containsExactly("{\"sub\":\"ann\"}");
	}

	@Test
	void tellsOneWhoComesInTheMiddleOfATransaction() {
		actAs("ann");
		this.application.transaction.executeWithoutResult((status) -> {
			owners();
			assertThat(toldDuring(this::owners)).containsExactly("{\"sub\":\"ann\"}");
		});
		this.application.claims.set(null);
		assertThat(toldDuring(() -> this.application.transaction.<Object>execute((status) -> owners()))).isEmpty();
	}

	private static List<String> toldDuring(Runnable reading) {
		List<String> told = new ArrayList<>();
		Consumer<String> listener = told::add;
		TransactionSynchronizationManager.bindResource("platform.row-level-security.claims", listener);
		try {
			reading.run();
			return told;
		}
		finally {
			TransactionSynchronizationManager.unbindResource("platform.row-level-security.claims");
		}
	}

	@Test
	void asksForClaimsOnceInATransaction() throws SQLException {
		actAs("ann");
		try (Connection connection = this.application.dataSource.getConnection()) {
			connection.setAutoCommit(false);
			this.application.claimsAsked.set(0);
			for (int i = 0; i < 3; i++) {
				try (PreparedStatement statement = connection.prepareStatement("select count(*) from note")) {
					assertThat(count(statement)).isEqualTo(3);
				}
			}
			assertThat(this.application.claimsAsked).hasValue(1);
			connection.rollback();
		}
	}

	@Test
	void claimsReturnAfterCommitAndRollback() throws SQLException {
		actAs("ann");
		try (Connection connection = this.application.dataSource.getConnection()) {
			connection.setAutoCommit(false);
			try (PreparedStatement statement = connection.prepareStatement("select count(*) from note")) {
				assertThat(count(statement)).isEqualTo(3);
				connection.commit();
				assertThat(count(statement)).isEqualTo(3);
				connection.rollback();
				tables(connection);
				assertThat(count(statement)).isEqualTo(3);
				connection.rollback();
				connection.setSavepoint();
				assertThat(count(statement)).isEqualTo(3);
				connection.rollback();
			}
		}
	}

	@Test
	void whoBorrowsNextIsNotInATransactionThatHikariDidNotSee() throws Exception {
		HikariConfig configuration = new HikariConfig();
		configuration.setDataSource(this.application.dataSource.getDataSource());
		configuration.setUsername("app");
		configuration.setMaximumPoolSize(1);
		configuration.setAutoCommit(false);
		try (GatedDataSource pool = new GatedDataSource(configuration, new Gate(new GateSize(1, 0)),
				new TimeLeft(() -> null, Clock.systemUTC()))) {
			for (String user : List.of("ann", "bob")) {
				actAs(user);
				StringWriter seen = new StringWriter();
				try (Connection connection = pool.getConnection()) {
					connection.unwrap(PGConnection.class)
						.getCopyAPI()
						.copyOut("copy (select distinct owner from note) to stdout", seen);
				}
				assertThat(seen).hasToString(user + "\n");
			}
		}
	}

	@Test
	void theIsolationLevelComesBeforeWhatMetadataAsks() throws SQLException {
		try (Connection connection = this.application.dataSource.getConnection()) {
			connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
			connection.setAutoCommit(false);
			tables(connection);
			try (var statement = connection.createStatement();
					var result = statement.executeQuery("show transaction_isolation")) {
				assertThat(result.next()).isTrue();
				assertThat(result.getString(1)).isEqualTo("repeatable read");
			}
			connection.rollback();
		}
	}

	@Test
	void refusesAutoCommitWithClaims() {
		actAs("ann");
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(this::owners)
			.withMessageContaining("@Transactional");
	}

	@Test
	void refusesToEndTheTransactionThatCarriesClaims() {
		actAs("ann");
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.application.transaction
			.executeWithoutResult((status) -> this.application.jdbc.sql("commit; select 1").update()));
	}

	@Test
	void assumesARoleForOneTransaction() {
		this.application.claims.set(new Claims("{\"sub\":\"ann\"}", "reader"));
		assertThat(this.application.transaction.<String>execute((status) -> user())).isEqualTo("reader");
		this.application.claims.set(null);
		assertThat(user()).isEqualTo("app");
	}

	@Test
	void runsNothingWhereTheRoleIsRefused() {
		this.application.claims.set(new Claims("{\"sub\":\"ann\"}", "postgres"));
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.application.transaction.executeWithoutResult((status) -> owners()))
			.withStackTraceContaining("permission denied to set role");
		this.application.claims.set(null);
		assertThat(user()).isEqualTo("app");
	}

	@Test
	void aStatementEndsWithItsTransactionsTimeout() {
		this.application.transaction.setTimeout(100);
		assertThat(this.application.transaction.<Integer>execute((status) -> timeout())).isBetween(1, 100_000);
		this.application.transaction.setTimeout(TransactionDefinition.TIMEOUT_DEFAULT);
		assertThat(timeout()).isZero();
	}

	@Test
	void aStatementEndsWithItsRequestsDeadline() {
		this.application.deadline.set(Instant.now().plusSeconds(50));
		assertThat(this.application.transaction.<Integer>execute((status) -> timeout())).isBetween(1, 50_000);
		this.application.deadline.set(Instant.now().minusSeconds(1));
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.application.transaction.executeWithoutResult((status) -> timeout()))
			.withStackTraceContaining("deadline passed");
	}

	@Test
	void aDeadlineMayBeFurtherThanPostgresqlCounts() {
		this.application.deadline.set(Instant.now().plus(Duration.ofDays(60)));
		assertThat(this.application.transaction.<Integer>execute((status) -> timeout())).isEqualTo(Integer.MAX_VALUE);
	}

	@Test
	void aStatementEndsWithWhicheverIsEarlier() {
		this.application.transaction.setTimeout(100);
		this.application.deadline.set(Instant.now().plusSeconds(50));
		assertThat(this.application.transaction.<Integer>execute((status) -> timeout())).isBetween(1, 50_000);
		this.application.deadline.set(Instant.now().plusSeconds(200));
		assertThat(this.application.transaction.<Integer>execute((status) -> timeout())).isBetween(50_001, 100_000);
	}

	@Test
	void costsOneRoundTripAndNothingWithoutClaims() {
		this.application.transaction.executeWithoutResult((status) -> user());
		assertThat(roundTrips()).isEqualTo(2);
		actAs("ann");
		this.application.deadline.set(Instant.now().plusSeconds(50));
		this.application.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
		assertThat(roundTrips()).isEqualTo(3);
	}

	/**
	 * The median of several attempts: HikariCP asks a connection that was idle for half a
	 * second whether it lives, which is a round trip of its own, and the proxy may count
	 * a chunk after its answer has arrived.
	 */
	private long roundTrips() {
		return LongStream.generate(this::roundTripsOnce).limit(5).sorted().toArray()[2];
	}

	private long roundTripsOnce() {
		long before = this.proxy.chunks(Direction.TO_SERVER);
		this.application.transaction.executeWithoutResult((status) -> user());
		return this.proxy.chunks(Direction.TO_SERVER) - before;
	}

	private void actAs(String user) {
		this.application.claims.set(new Claims("{\"sub\":\"" + user + "\"}"));
	}

	private String owners() {
		return String.join("", this.application.jdbc.sql("select owner from note").query(String.class).list());
	}

	private String user() {
		return this.application.jdbc.sql("select current_user::text").query(String.class).single();
	}

	private int timeout() {
		return this.application.jdbc.sql("select setting from pg_settings where name = 'statement_timeout'")
			.query(Integer.class)
			.single();
	}

	private static void tables(Connection connection) throws SQLException {
		DatabaseMetaData metaData = connection.getMetaData();
		try (var tables = metaData.getTables(null, null, "note", null)) {
			assertThat(tables.next()).isTrue();
		}
	}

	private static int count(PreparedStatement statement) throws SQLException {
		try (var result = statement.executeQuery()) {
			result.next();
			return result.getInt(1);
		}
	}

}
