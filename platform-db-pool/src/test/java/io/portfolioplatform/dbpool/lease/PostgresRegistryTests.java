package io.portfolioplatform.dbpool.lease;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import io.portfolioplatform.dbpool.budget.Budget;
import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PostgresDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What the registry remembers between its questions.
 */
@EmbeddedServers
class PostgresRegistryTests {

	private static final LeaseTerms TERMS = new LeaseTerms("fleet", new Budget(36, 6, 8, 2), 9, Duration.ofSeconds(15),
			Duration.ofSeconds(75));

	@Test
	void saysTheSameHoweverOftenThereIsNoRegistry(PostgresDatabase database) throws SQLException {
		try (Connection owner = connect(database, database.username()); Statement statement = owner.createStatement()) {
			statement.execute("create role never_creates login nobypassrls");
		}
		try (PostgresRegistry registry = new PostgresRegistry(TERMS, "pod",
				(timeout) -> connect(database, "never_creates"))) {
			Throwable first = refused(registry, 1);
			assertThat(first).isInstanceOf(RegistryUnavailableException.class)
				.hasMessageContaining("permission denied");
			assertThat(refused(registry, 2)).isSameAs(first);
			assertThat(refused(registry, 3)).isSameAs(first);
		}
	}

	private static Throwable refused(PostgresRegistry registry, int sequence) {
		return catchThrowable(() -> registry.renew(new Report(sequence, 1, 1)));
	}

	private static Connection connect(PostgresDatabase database, String user) throws SQLException {
		return DriverManager.getConnection(database.jdbcUrl(), user, database.password());
	}

}
