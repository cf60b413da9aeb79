package io.portfolioplatform.dbpool.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;

import com.zaxxer.hikari.HikariConfig;
import io.portfolioplatform.dbpool.gate.Gate;
import io.portfolioplatform.dbpool.gate.GateSize;
import io.portfolioplatform.dbpool.jdbc.TimeLeft;
import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PostgresDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
class GatedDataSourceTests {

	private final Gate gate = new Gate(new GateSize(1, 0));

	private GatedDataSource dataSource;

	@BeforeEach
	void start(PostgresDatabase database) {
		HikariConfig configuration = new HikariConfig();
		configuration.setJdbcUrl(database.jdbcUrl());
		configuration.setUsername(database.username());
		configuration.setPassword(database.password());
		configuration.setMaximumPoolSize(1);
		this.dataSource = new GatedDataSource(configuration, this.gate, new TimeLeft(() -> null, Clock.systemUTC()));
	}

	@AfterEach
	void stop() {
		this.dataSource.close();
	}

	@Test
	void givesThePermitBackWithTheConnection() throws SQLException {
		for (int i = 0; i < 3; i++) {
			try (Connection connection = this.dataSource.getConnection()) {
				assertThat(connection.isValid(1)).isTrue();
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
	void evictsWhatItLent() throws SQLException {
		int first = backend();
		try (Connection connection = this.dataSource.getConnection()) {
			this.dataSource.evictConnection(connection);
		}
		assertThat(backend()).isNotEqualTo(first);
	}

	private int backend() throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				var result = connection.createStatement().executeQuery("select pg_backend_pid()")) {
			result.next();
			return result.getInt(1);
		}
	}

}
