package io.portfolioplatform.perf.fleet;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.portfolioplatform.perf.fleet.FleetThroughput.Throughput;
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
	void leasesAreJudgedByTheBestFixedSizeOfTheSameRound() {
		List<Throughput> outcomes = new ArrayList<>();
		for (int pods : List.of(5, 50)) {
			// The second round met something else on the machine.
			for (double part : List.of(1.0, 0.5, 1.0)) {
				outcomes.add(new Throughput(pods, Throughput.LEASED, 38, 940 * part, 0));
				outcomes.add(new Throughput(pods, 2, 2 * pods, 100 * part, 0));
				outcomes.add(new Throughput(pods, 10, 10 * pods, 500 * part, 0));
				outcomes.add(new Throughput(pods, (pods > 5) ? 3 : 37, (pods > 5) ? 150 : 185, 1000 * part, 0));
			}
		}
		assertThat(new FleetThroughput(3, 1).table(outcomes))
			.contains("| 5 | leased | 38 | 940 | 470 to 940 |", "| 50 | leased | 38 |", "| 5 | 37 | 185 | 1,000 |")
			.contains("- 5 pods: leased at least 0.95 times the best fixed size: 0.94 (0.94 to 0.94), **not reached**",
					"- 50 pods: leased at least 0.95 times the best fixed size: 0.94 (0.94 to 0.94), **not reached**");
	}

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
