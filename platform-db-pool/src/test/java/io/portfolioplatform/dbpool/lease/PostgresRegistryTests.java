package io.portfolioplatform.dbpool.lease;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.portfolioplatform.dbpool.budget.Budget;
import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PostgresDatabase;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

	@Test
	void shrinksToTheShareWhenStricterTermsAreRolledOut(PostgresDatabase database) throws SQLException {
		LeaseTerms stricter = new LeaseTerms("rollout", new Budget(200, 12, 77, 2), 40, TERMS.ttl(),
				TERMS.quarantine());
		LeaseTerms before = new LeaseTerms("rollout", new Budget(200, 12, 20, 2), 40, TERMS.ttl(), TERMS.quarantine());
		Map<PostgresRegistry, Integer> sizes = new LinkedHashMap<>();
		try {
			for (int i = 0; i < 5; i++) {
				sizes.put(new PostgresRegistry(before, "pod" + i, (timeout) -> connect(database, database.username())),
						1);
			}
			for (int i = 1; i <= 3; i++) {
				renewAll(sizes, i);
			}
			assertThat(sizes.values()).containsExactly(32, 32, 32, 31, 31);
			PostgresRegistry sixth = new PostgresRegistry(stricter, "sixth",
					(timeout) -> connect(database, database.username()));
			sizes.put(sixth, 1);
			assertThat(sixth.renew(new Report(1, 1, 1))).extracting(Grant::size).isEqualTo(1);
			renewAll(sizes, 4);
			assertThat(sizes.values()).containsExactly(8, 8, 8, 8, 7, 1);
			renewAll(sizes, 5);
			assertThat(sizes.values()).containsExactly(8, 8, 8, 8, 7, 7);
		}
		finally {
			sizes.keySet().forEach(PostgresRegistry::close);
		}
	}

	/**
	 * Each uses all it may.
	 */
	private static void renewAll(Map<PostgresRegistry, Integer> sizes, long sequence) throws SQLException {
		for (Map.Entry<PostgresRegistry, Integer> pod : sizes.entrySet()) {
			Grant grant = pod.getKey().renew(new Report(sequence, pod.getValue(), pod.getValue()));
			pod.setValue(Objects.requireNonNull(grant).size());
		}
	}

	/**
	 * The first has not committed what it was granted when the second begins to wait.
	 */
	@Test
	void seesWhatWasGrantedWhileItWaitedWhateverTheRolesIsolation(PostgresDatabase database) throws Exception {
		LeaseTerms terms = new LeaseTerms("isolation", new Budget(40, 0, 4, 2), 40, TERMS.ttl(), TERMS.quarantine());
		try (Connection owner = connect(database, database.username()); Statement statement = owner.createStatement()) {
			RegistryScript.run(owner);
			statement.execute("insert into platform_db_pool.budget values ('isolation', pg_postmaster_start_time(), "
					+ "clock_timestamp())");
			statement.execute("create role repeats login nobypassrls");
			statement.execute("alter role repeats set default_transaction_isolation = 'repeatable read'");
			statement.execute("grant usage on schema platform_db_pool to repeats");
		}
		try (Connection first = connect(database, database.username());
				PostgresRegistry one = new PostgresRegistry(terms, "one", (timeout) -> first);
				Connection second = connect(database, "repeats");
				PostgresRegistry other = new PostgresRegistry(terms, "other", (timeout) -> second)) {
			first.setAutoCommit(false);
			assertThat(one.renew(new Report(1, 1, 1))).extracting(Grant::size).isEqualTo(34);
			CompletableFuture<Grant> waiting = CompletableFuture.supplyAsync(() -> granted(other),
					(task) -> new Thread(task).start());
			Awaitility.await().until(() -> isWaiting(database, "repeats"));
			first.commit();
			assertThat(waiting.get(30, TimeUnit.SECONDS)).extracting(Grant::size).isEqualTo(2);
			try (Statement statement = second.createStatement();
					ResultSet result = statement.executeQuery("show transaction_isolation")) {
				result.next();
				assertThat(result.getString(1)).as("of the next transaction").isEqualTo("repeatable read");
			}
		}
	}

	private static Grant granted(PostgresRegistry registry) {
		try {
			return Objects.requireNonNull(registry.renew(new Report(1, 1, 1)));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean isWaiting(PostgresDatabase database, String user) throws SQLException {
		try (Connection owner = connect(database, database.username());
				Statement statement = owner.createStatement();
				ResultSet result = statement
					.executeQuery("select exists (select from pg_stat_activity where wait_event_type = 'Lock' "
							+ "and usename = '" + user + "')")) {
			result.next();
			return result.getBoolean(1);
		}
	}

	@ParameterizedTest
	@CsvSource({ "-- No version,-- Version 2", "-- Version 1,-- Version 2", "-- Version 3,-- Version 3" })
	void replacesFunctionsOfAnOlderVersion(String present, String after, PostgresDatabase database)
			throws SQLException {
		try (Connection owner = connect(database, database.username()); Statement statement = owner.createStatement()) {
			statement.execute(RegistryScript.text().replace("-- Version 2", present));
			assertThat(renewed(database, database.username())).isNotNull();
			assertThat(version(statement)).isEqualTo(after);
		}
	}

	@Test
	void leasesWithOlderFunctionsThatItMayNotReplace(PostgresDatabase database) throws SQLException {
		try (Connection owner = connect(database, database.username()); Statement statement = owner.createStatement()) {
			statement.execute(RegistryScript.text().replace("-- Version 2", "-- Version 1"));
			statement.execute("create role only_calls login nobypassrls");
			statement.execute("grant usage on schema platform_db_pool to only_calls");
			assertThat(renewed(database, "only_calls")).isNotNull();
			assertThat(version(statement)).isEqualTo("-- Version 1");
		}
	}

	private static String version(Statement statement) throws SQLException {
		try (ResultSet result = statement
			.executeQuery("select substring(prosrc from '-- Version [0-9]+') from pg_proc where proname = 'renew'")) {
			result.next();
			return result.getString(1);
		}
	}

	private static @Nullable Grant renewed(PostgresDatabase database, String user) throws SQLException {
		try (PostgresRegistry registry = new PostgresRegistry(TERMS, user, (timeout) -> connect(database, user))) {
			return registry.renew(new Report(1, 1, 1));
		}
	}

	private static Throwable refused(PostgresRegistry registry, int sequence) {
		return catchThrowable(() -> registry.renew(new Report(sequence, 1, 1)));
	}

	private static Connection connect(PostgresDatabase database, String user) throws SQLException {
		return DriverManager.getConnection(database.jdbcUrl(), user, database.password());
	}

}
