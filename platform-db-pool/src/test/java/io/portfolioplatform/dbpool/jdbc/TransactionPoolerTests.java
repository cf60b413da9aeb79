package io.portfolioplatform.dbpool.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Properties;

import io.portfolioplatform.dbpool.PoolMode;
import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PgBouncerServer;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import io.portfolioplatform.test.RequiresPgBouncer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGStatement;

import org.springframework.transaction.TransactionDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What breaks behind a transaction pooler, with a real one whose two server connections
 * serve everyone.
 */
@EmbeddedServers
@RequiresPgBouncer
class TransactionPoolerTests {

	private PgBouncerServer pooler;

	private PostgresDatabase pooled;

	private PooledApplication one;

	private PooledApplication other;

	@BeforeEach
	void start(PostgresServer server, PostgresDatabase database) {
		this.pooler = PgBouncerServer.start(server, "default_pool_size = 2");
		this.pooled = database.through(this.pooler.port());
		this.one = new PooledApplication(this.pooled, this.pooled.username(), 4);
		this.other = new PooledApplication(this.pooled, this.pooled.username(), 4);
	}

	@AfterEach
	void stop() {
		this.one.close();
		this.other.close();
		this.pooler.close();
	}

	@Test
	void recognisesThePoolerOnAnyPort() {
		recognisesThePooler();
		assertThat(preparedStatements()).isZero();
	}

	@Test
	void recognisesThePoolerWhereAnotherLeftStatements() throws SQLException {
		try (Connection stranger = stranger(); Connection second = stranger()) {
			// Both at a time, so that either server session has the statement.
			name(stranger);
			name(second);
			stranger.rollback();
			second.rollback();
			recognisesThePooler();
		}
	}

	private Connection stranger() throws SQLException {
		Connection connection = DriverManager.getConnection(this.pooled.jdbcUrl(), this.pooled.username(),
				this.pooled.password());
		connection.setAutoCommit(false);
		return connection;
	}

	private static void name(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("select 1")) {
			statement.unwrap(PGStatement.class).setPrepareThreshold(1);
			statement.execute();
		}
	}

	private void recognisesThePooler() {
		for (PooledApplication application : new PooledApplication[] { this.one, this.other }) {
			assertThat(application.detector.pooling().mode()).isEqualTo(PoolMode.DIRECT);
			assertThat(isolation(application)).isEqualTo("read committed");
			assertThat(application.detector.pooling().mode()).isEqualTo(PoolMode.TRANSACTION);
			assertThat(application.detector.pooling().prepared()).isFalse();
		}
	}

	@Test
	void everySerializableTransactionIsAndNoStrangerIs() {
		this.one.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
		for (int i = 0; i < 20; i++) {
			assertThat(this.one.transaction.<String>execute((status) -> isolation(this.one))).isEqualTo("serializable");
			assertThat(this.other.transaction.<String>execute((status) -> isolation(this.other)))
				.isEqualTo("read committed");
			assertThat(isolation(this.other)).isEqualTo("read committed");
		}
	}

	@Test
	void readOnlyHoldsForItsTransactionOnly() {
		this.one.transaction.setReadOnly(true);
		for (int i = 0; i < 10; i++) {
			assertThat(this.one.transaction.<String>execute((status) -> show(this.one, "transaction_read_only")))
				.isEqualTo("on");
			assertThat(show(this.other, "transaction_read_only")).isEqualTo("off");
		}
	}

	@Test
	void describingBeforeExecutingLeavesNoNameBehind() throws SQLException {
		for (int i = 0; i < 5; i++) {
			for (PooledApplication application : new PooledApplication[] { this.one, this.other }) {
				try (Connection connection = application.dataSource.getConnection();
						PreparedStatement statement = connection
							.prepareStatement("select ?::int as number, 'x' as letter" + i)) {
					assertThat(statement.getMetaData().getColumnLabel(1)).isEqualTo("number");
					assertThat(statement.getMetaData().getColumnCount()).isEqualTo(2);
					statement.setInt(1, 7);
					try (ResultSet result = statement.executeQuery()) {
						assertThat(result.next()).isTrue();
					}
				}
			}
		}
		assertThat(preparedStatements()).isZero();
	}

	private long preparedStatements() {
		return this.one.jdbc.sql("select count(*) from pg_prepared_statements").query(Long.class).single();
	}

	@ParameterizedTest
	@ValueSource(strings = { "set search_path = app", "listen news", "select pg_advisory_lock(1)",
			"select set_config('a.b', 'c', false)", "commit" })
	void refusesSessionStateHoweverItIsExecuted(String sql) throws SQLException {
		try (Connection connection = this.one.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			refused(() -> statement.execute(sql));
			refused(() -> statement.addBatch(sql));
			refused(() -> connection.prepareStatement(sql));
			refused(() -> connection.prepareCall(sql));
		}
	}

	@Test
	void refusesHoldableCursorsAndSchemas() throws SQLException {
		try (Connection connection = this.one.dataSource.getConnection()) {
			refused(() -> connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT));
			refused(() -> connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY,
					ResultSet.HOLD_CURSORS_OVER_COMMIT));
			refused(() -> connection.prepareStatement("select 1", ResultSet.TYPE_FORWARD_ONLY,
					ResultSet.CONCUR_READ_ONLY, ResultSet.HOLD_CURSORS_OVER_COMMIT));
			refused(() -> connection.setSchema("app"));
		}
	}

	@Test
	void refusesClientInfoThatTheNextOneWouldHave() throws SQLException {
		Properties properties = new Properties();
		properties.setProperty("ApplicationName", "mine");
		try (Connection connection = this.one.dataSource.getConnection()) {
			assertThatExceptionOfType(SQLClientInfoException.class)
				.isThrownBy(() -> connection.setClientInfo("ApplicationName", "mine"))
				.withMessageContaining("set local application_name")
				.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("PP002"));
			assertThatExceptionOfType(SQLClientInfoException.class)
				.isThrownBy(() -> connection.setClientInfo(properties));
		}
	}

	@Test
	void refusesAnIsolationThatNoTransactionWouldHave() throws SQLException {
		try (Connection connection = this.one.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute("select 1"))
				.withMessageContaining("auto-commit");
		}
		assertThat(isolation(this.one)).isEqualTo("read committed");
	}

	@Test
	void everyConnectionReturnsToItsDefault() throws SQLException {
		try (Connection first = this.one.dataSource.getConnection()) {
			this.one.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
			assertThat(this.one.transaction.<String>execute((status) -> isolation(this.one))).isEqualTo("serializable");
			assertThat(isolation(this.one)).isEqualTo("read committed");
			assertThat(first.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
		}
	}

	private static void refused(ThrowingCall call) {
		assertThatExceptionOfType(SQLFeatureNotSupportedException.class).isThrownBy(call::run);
	}

	private static String isolation(PooledApplication application) {
		return show(application, "transaction_isolation");
	}

	private static String show(PooledApplication application, String setting) {
		return application.jdbc.sql("show " + setting).query(String.class).single();
	}

	/**
	 * A call that may fail.
	 */
	private interface ThrowingCall {

		void run() throws SQLException;

	}

}
