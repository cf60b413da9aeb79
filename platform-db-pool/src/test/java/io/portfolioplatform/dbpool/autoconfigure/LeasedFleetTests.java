package io.portfolioplatform.dbpool.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

import io.portfolioplatform.dbpool.gate.ShedException;
import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PgBouncerServer;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import io.portfolioplatform.test.RequiresPgBouncer;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A fleet that leases 30 connections in 8 slots from a registry in PostgreSQL, behind a
 * PgBouncer that accepts no client more than that.
 */
@EmbeddedServers
@RequiresPgBouncer
class LeasedFleetTests {

	private static final int CAPACITY = 30;

	private final List<LeasedApplication> fleet = new ArrayList<>();

	private PgBouncerServer pooler;

	private PostgresDatabase direct;

	private PostgresDatabase pooled;

	@BeforeEach
	void start(PostgresServer server, PostgresDatabase database) {
		this.pooler = PgBouncerServer.start(server, "max_client_conn = " + CAPACITY, "default_pool_size = 5");
		this.direct = database;
		this.pooled = database.through(this.pooler.port());
	}

	@AfterEach
	void stop() {
		this.fleet.forEach(LeasedApplication::close);
		this.pooler.close();
	}

	@Test
	void dividesWhatIsLeftEvenlyAsTheFleetGrowsAndShrinks() {
		start(1);
		awaitShares(16);
		start(2);
		awaitShares(6, 7, 7);
		assertThat(this.fleet.get(0).gate().state().size()).isBetween(5, 6);
		assertThat(this.fleet.get(0).pool().explain()).contains("(30 connections - 10 kept for processes to come")
			.contains("/ 3 processes = 6");
		this.fleet.remove(2).close();
		this.fleet.remove(1).close();
		awaitShares(16);
	}

	@Test
	void showsLeaseAndFleet() {
		start(2);
		awaitShares(9, 9);
		LeasedApplication one = this.fleet.get(0);
		assertThat(one.meter("lease.age")).isBetween(0.0, 10.0);
		assertThat(one.meter("lease.share")).isEqualTo(9);
		use(one);
		await().until(() -> one.meter("fleet.pods") == 2);
		assertThat(one.meter("fleet.limit")).isEqualTo(CAPACITY);
		await().until(() -> one.meter("fleet.used") >= 4);
		assertThat(one.meter("fleet.used")).isLessThanOrEqualTo(18);
	}

	@Test
	void shrinksBeforeOthersGrow() throws SQLException {
		start(1);
		awaitShares(16);
		LeasedApplication first = this.fleet.get(0);
		List<Connection> inUse = first.borrow(14);
		start(2);
		await().until(() -> first.gate().state().size() < 10);
		assertThat(first.open()).isGreaterThanOrEqualTo(14);
		assertThat(this.fleet.stream().mapToInt((pod) -> pod.pool().share()).skip(1).sum())
			.isLessThanOrEqualTo(CAPACITY - 15 - 10);
		for (Connection connection : inUse) {
			connection.close();
		}
		awaitShares(6, 7, 7);
		await().until(() -> first.open() <= 6);
	}

	@Test
	void neverHasOneMoreClientThanThePoolerAccepts() {
		Random random = new Random(1);
		long refused = 0;
		// A slot stays taken for two seconds after its process: not one of 15 is used
		// twice.
		for (int i = 0; i < 14; i++) {
			if (this.fleet.size() < 3 || random.nextBoolean() && this.fleet.size() < 6) {
				this.fleet.add(new LeasedApplication(this.pooled, "platform.db-pool.budget.slots=15"));
			}
			else {
				LeasedApplication leaving = this.fleet.remove(random.nextInt(this.fleet.size()));
				refused += leaving.refused();
				leaving.close();
			}
			this.fleet.forEach(LeasedFleetTests::use);
		}
		assertThat(refused + this.fleet.stream().mapToLong(LeasedApplication::refused).sum()).isZero();
	}

	@Test
	void closesEverythingWhenTheRegistryIsSilentAndComesBack() throws Exception {
		start(2);
		awaitShares(9, 9);
		LeasedApplication one = this.fleet.get(0);
		Connection inUse = one.dataSource.getConnection();
		try (Connection other = connect(this.direct); Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("select * from platform_db_pool.budget for update");
			await().until(() -> one.open() == 0);
			// Until the keeper has said why, only the end of the lease is known.
			await().untilAsserted(
					() -> assertThatExceptionOfType(ShedException.class).isThrownBy(one.dataSource::getConnection)
						.withMessageContaining("registry of connection leases does not answer")
						.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("PP001")));
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> inUse.createStatement().execute("select 1"));
			assertThat(one.pool().explain()).contains("opens no connection");
			assertThat(one.availability).as("readiness stays as it is").isEmpty();
			other.rollback();
		}
		inUse.close();
		awaitShares(9, 9);
		await().ignoreExceptions().untilAsserted(() -> use(one));
	}

	@Test
	void countsWhatAPartitionKeepsOpen() throws Exception {
		try (FaultProxy proxy = FaultProxy.to("localhost", this.pooler.port())) {
			this.fleet.add(new LeasedApplication(this.direct.through(proxy.port())));
			LeasedApplication one = this.fleet.get(0);
			use(one);
			await().until(() -> one.pool().share() == 16 && one.open() > 5);
			int before = one.open();
			proxy.pause();
			await().until(() -> one.pool().share() == 0);
			assertThat(one.open()).isGreaterThanOrEqualTo(before);
			proxy.restore();
			await().until(() -> one.pool().share() == 16);
			use(one);
		}
	}

	@Test
	void givesTheLeaseBack() throws SQLException {
		start(1);
		awaitShares(16);
		this.fleet.remove(0).close();
		try (Connection connection = connect(this.direct);
				Statement statement = connection.createStatement();
				var result = statement.executeQuery(
						"select bound, forgotten < clock_timestamp() + interval '2 s' from platform_db_pool.lease")) {
			assertThat(result.next()).isTrue();
			assertThat(result.getInt(1)).isEqualTo(2);
			assertThat(result.getBoolean(2)).isTrue();
		}
	}

	@Test
	void saysThatEverySlotIsTaken() {
		start(8);
		awaitAll((pod) -> pod.pool().share() >= 2);
		try (LeasedApplication ninth = new LeasedApplication(this.direct)) {
			await().until(() -> ninth.pool().explain().contains("Every slot is taken: 8 processes"));
			assertThat(catchThrowable(ninth.dataSource::getConnection)).isInstanceOf(ShedException.class)
				.hasMessageContaining("'platform.db-pool.budget.slots' is 8");
			this.fleet.remove(0).close();
			await().until(() -> ninth.pool().share() >= 2);
			use(ninth);
		}
	}

	@Test
	void leasesForARoleThatMayOnlyCallTheRegistry() throws SQLException, IOException {
		try (Connection owner = connect(this.direct); Statement statement = owner.createStatement()) {
			statement.execute("create role leasing login nobypassrls");
			createRegistry(statement, "leasing");
		}
		this.fleet.add(new LeasedApplication(as("leasing", this.pooled)));
		awaitShares(16);
		use(this.fleet.get(0));
	}

	@Test
	void usesTheEvenPartWhereThereIsNoRegistry() throws SQLException {
		try (Connection owner = connect(this.direct); Statement statement = owner.createStatement()) {
			statement.execute("create role powerless login nobypassrls");
		}
		LeasedApplication powerless = new LeasedApplication(as("powerless", this.pooled));
		this.fleet.add(powerless);
		use(powerless);
		assertThat(powerless.pool().share()).isEqualTo(3);
		assertThat(powerless.gate().state().size()).as("without the one that asks for a registry").isEqualTo(2);
		assertThat(powerless.pool().explain()).contains("(limit 36 - 6 reserved) / 8 slots",
				"permission denied for database");
	}

	@Test
	void leasesOnceTheOwnerHasCreatedTheRegistry() throws SQLException, IOException {
		try (Connection owner = connect(this.direct); Statement statement = owner.createStatement()) {
			statement.execute("create role waiting login nobypassrls");
			for (int i = 0; i < 3; i++) {
				LeasedApplication early = new LeasedApplication(as("waiting", this.pooled));
				this.fleet.add(early);
				use(early);
				assertThat(early.pool().explain()).contains("permission denied for database");
			}
			createRegistry(statement, "waiting");
		}
		awaitShares(6, 7, 7);
		this.fleet.forEach(LeasedFleetTests::use);
	}

	@Test
	void keepsToTheFloorBesideThoseThatMayUseTheRegistry() throws SQLException {
		try (Connection owner = connect(this.direct); Statement statement = owner.createStatement()) {
			statement.execute("create role ungranted login nobypassrls");
			LeasedApplication early = new LeasedApplication(as("ungranted", this.pooled));
			this.fleet.add(early);
			await().until(() -> early.pool().share() == 3);
		}
		start(2);
		for (int i = 0; i < 4; i++) {
			this.fleet.add(new LeasedApplication(as("ungranted", this.pooled)));
		}
		awaitShares(2, 9, 9, 2, 2, 2, 2);
		this.fleet.forEach(LeasedFleetTests::use);
		assertThat(this.fleet.get(3).pool().explain()).contains("at most 2 connections",
				"permission denied for schema");
		assertThat(this.fleet.stream().mapToLong(LeasedApplication::refused).sum()).isZero();
	}

	private static void createRegistry(Statement owner, String role) throws SQLException, IOException {
		owner.execute(new ClassPathResource("io/portfolioplatform/dbpool/lease/registry.sql")
			.getContentAsString(StandardCharsets.UTF_8));
		owner.execute("grant usage on schema platform_db_pool to " + role);
	}

	@ParameterizedTest
	@CsvSource({ "platform.db-pool.budget.floor=1,renews the lease", "platform.db-pool.budget.ceiling=1,less than",
			"platform.db-pool.budget.ttl=10ms,from 1s to 1h", "platform.db-pool.budget.quarantine=-1s,from 0s to 1h",
			"spring.datasource.hikari.maximum-pool-size=30,more than the 29" })
	void refusesTermsThatCannotWork(String property, String text) {
		assertThat(catchThrowable(() -> new LeasedApplication(this.pooled, property))).rootCause()
			.satisfies((ex) -> assertThat(new InvalidDbPoolFailureAnalyzer().analyze(ex).getDescription()
					+ new InvalidDbPoolFailureAnalyzer().analyze(ex).getAction())
				.contains(text));
	}

	@Test
	void keepsTheSizeTheUserSets() {
		this.fleet.add(new LeasedApplication(this.pooled, "spring.datasource.hikari.maximum-pool-size=4"));
		awaitShares(5);
		assertThat(this.fleet.get(0).dataSource.getMaximumPoolSize()).isEqualTo(4);
		assertThat(this.fleet.get(0).gate().state().size()).isEqualTo(4);
		assertThat(this.fleet.get(0).pool().explain())
			.contains("/ 1 processes = 16, at most 5 (the pool's size and one to renew the lease).");
	}

	private void start(int count) {
		for (int i = 0; i < count; i++) {
			this.fleet.add(new LeasedApplication(this.pooled));
		}
	}

	private void awaitShares(Integer... shares) {
		await().untilAsserted(() -> assertThat(this.fleet.stream().map((pod) -> pod.pool().share()))
			.containsExactlyInAnyOrder(shares));
	}

	private void awaitAll(Predicate<LeasedApplication> condition) {
		await().until(() -> this.fleet.stream().allMatch(condition));
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(30));
	}

	private static void use(LeasedApplication pod) {
		try (Connection connection = pod.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("select 1");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static PostgresDatabase as(String role, PostgresDatabase database) {
		return new PostgresDatabase(database.host(), database.port(), database.name(), role, role);
	}

	private static Connection connect(PostgresDatabase database) throws SQLException {
		return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
	}

}
