package io.portfolioplatform.perf.fleet;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.portfolioplatform.test.PgBouncerServer;
import io.portfolioplatform.test.PostgresServer;
import io.portfolioplatform.test.RequiresPgBouncer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FleetThroughput}.
 */
@RequiresPgBouncer
class FleetThroughputTests {

	@Test
	void thePoolerCarriesTheWholeBudgetAtATime() throws SQLException {
		List<Connection> connections = new ArrayList<>();
		try (PostgresServer server = PostgresServer.start(); PgBouncerServer pooler = FleetThroughput.pooler(server)) {
			// Whoever gets no connection to PostgreSQL waits, and not for ever.
			String url = "jdbc:postgresql://localhost:" + pooler.port() + "/" + server.createDatabase().name()
					+ "?sslmode=disable&socketTimeout=10&user=postgres&password=postgres";
			try {
				for (int i = 0; i < Settings.full().capacity(); i++) {
					Connection connection = DriverManager.getConnection(url);
					connections.add(connection);
					connection.setAutoCommit(false);
					try (Statement statement = connection.createStatement()) {
						assertThat(statement.execute("select 1")).isTrue();
					}
				}
			}
			finally {
				for (Connection connection : connections) {
					connection.close();
				}
			}
		}
	}

}
