package io.portfolioplatform.test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PgBouncerServer}.
 */
@EmbeddedServers
@RequiresPgBouncer
class PgBouncerServerTests {

	@Test
	void sharesOneServerConnectionInTransactionMode(PostgresServer server, PostgresDatabase database)
			throws SQLException {
		try (PgBouncerServer pooler = PgBouncerServer.start(server, "default_pool_size = 1");
				Connection one = connect(database.through(pooler.port()));
				Connection other = connect(database.through(pooler.port()))) {
			assertThat(backend(one)).isEqualTo(backend(other));
		}
	}

	@Test
	void settingsWin(PostgresServer server, PostgresDatabase database) throws SQLException {
		try (PgBouncerServer pooler = PgBouncerServer.start(server, "pool_mode = session");
				Connection one = connect(database.through(pooler.port()));
				Connection other = connect(database.through(pooler.port()))) {
			assertThat(backend(one)).isNotEqualTo(backend(other));
		}
	}

	private static Connection connect(PostgresDatabase database) throws SQLException {
		return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
	}

	private static int backend(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("select pg_backend_pid()")) {
			result.next();
			return result.getInt(1);
		}
	}

}
