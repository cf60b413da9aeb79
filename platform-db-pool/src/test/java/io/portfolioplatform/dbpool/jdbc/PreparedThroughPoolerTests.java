package io.portfolioplatform.dbpool.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import io.portfolioplatform.dbpool.PoolMode;
import io.portfolioplatform.test.RequiresDocker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Prepared statements behind PgBouncer 1.24, which can keep them.
 */
@RequiresDocker
class PreparedThroughPoolerTests {

	private static final int MORE_THAN_THE_CACHE = 150;

	@Test
	void statementsStayPreparedWherePgBouncerKeepsThem() throws Exception {
		try (PgBouncerContainer pooler = new PgBouncerContainer(200);
				PooledApplication one = new PooledApplication(pooler.database(), "test", 3);
				PooledApplication other = new PooledApplication(pooler.database(), "test", 3)) {
			assertThat(pooler.version()).startsWith("PgBouncer 1.24");
			for (int i = 0; i < 20; i++) {
				assertThat(count(one, "select 1")).isEqualTo(1);
				assertThat(count(other, "select 1 ")).isEqualTo(1);
			}
			assertThat(one.detector.pooling().mode()).isEqualTo(PoolMode.TRANSACTION);
			assertThat(one.detector.pooling().prepared()).isTrue();
			assertThat(preparedOnOneServer(one, "select 1")).isPositive();
			for (int i = 0; i < MORE_THAN_THE_CACHE; i++) {
				sevenTimes(one, "select " + i);
			}
			sevenTimes(one, "select 0");
			describesWithoutExecuting(other);
		}
	}

	@Test
	void statementsAreNotPreparedWherePgBouncerDoesNotKeepThem() throws SQLException {
		try (PgBouncerContainer pooler = new PgBouncerContainer(0);
				PooledApplication one = new PooledApplication(pooler.database(), "test", 3)) {
			sevenTimes(one, "select 1");
			assertThat(one.detector.pooling().mode()).isEqualTo(PoolMode.TRANSACTION);
			assertThat(one.detector.pooling().prepared()).isFalse();
			assertThat(count(one, "select count(*) from pg_prepared_statements")).isZero();
		}
	}

	private static int count(PooledApplication application, String sql) {
		return application.jdbc.sql(sql).query(Integer.class).single();
	}

	/**
	 * Five executions make the driver name a statement.
	 */
	private static void sevenTimes(PooledApplication application, String sql) throws SQLException {
		try (Connection connection = application.dataSource.getConnection()) {
			for (int i = 0; i < 7; i++) {
				try (PreparedStatement statement = connection.prepareStatement(sql);
						ResultSet result = statement.executeQuery()) {
					assertThat(result.next()).isTrue();
				}
			}
		}
	}

	/**
	 * A statement is prepared on the server that ran it, which a transaction keeps.
	 */
	private static int preparedOnOneServer(PooledApplication application, String sql) throws SQLException {
		try (Connection connection = application.dataSource.getConnection()) {
			connection.setAutoCommit(false);
			for (int i = 0; i < 7; i++) {
				try (PreparedStatement statement = connection.prepareStatement(sql)) {
					statement.execute();
				}
			}
			try (PreparedStatement statement = connection
				.prepareStatement("select count(*) from pg_prepared_statements where statement = ?")) {
				statement.setString(1, sql);
				try (ResultSet result = statement.executeQuery()) {
					result.next();
					return result.getInt(1);
				}
			}
			finally {
				connection.rollback();
			}
		}
	}

	private static void describesWithoutExecuting(PooledApplication application) throws SQLException {
		for (int i = 0; i < 5; i++) {
			try (Connection connection = application.dataSource.getConnection();
					PreparedStatement statement = connection.prepareStatement("select ?::int as number")) {
				assertThat(statement.getMetaData().getColumnLabel(1)).isEqualTo("number");
			}
		}
	}

}
