package io.portfolioplatform.dbpool.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portfolioplatform.dbpool.DbPool;
import io.portfolioplatform.dbpool.InvalidDbPoolException;
import io.portfolioplatform.dbpool.PoolMode;
import io.portfolioplatform.dbpool.TransactionClaims;
import io.portfolioplatform.dbpool.TransactionClaims.Claims;
import io.portfolioplatform.dbpool.actuate.DbPoolEndpoint;
import io.portfolioplatform.dbpool.pool.GatedDataSource;
import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.proxy.FaultProxy;
import io.portfolioplatform.test.spring.EmbeddedPostgresConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

@EmbeddedServers
@ExtendWith(OutputCaptureExtension.class)
class PlatformDbPoolAutoConfigurationTests {

	private static final String NOWHERE = "DATABASE_URL=postgresql://u:s3cret@nowhere.invalid:6543/db";

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(DatabaseUrlAutoConfiguration.class, DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
				JdbcClientAutoConfiguration.class, OwnDataSourceAutoConfiguration.class,
				PlatformDbPoolAutoConfiguration.class, PlatformDbPoolEndpointAutoConfiguration.class));

	@Test
	void connectsToTheDatabaseUrl(PostgresDatabase database) {
		this.runner.withPropertyValues("DATABASE_URL=" + database.uri())
			.run((context) -> assertThat(
					context.getBean(JdbcClient.class).sql("select current_database()").query(String.class).single())
				.isEqualTo(database.name()));
	}

	@Test
	void aDataSourceUrlWins(PostgresDatabase database) {
		this.runner
			.withPropertyValues(NOWHERE, "spring.datasource.url=" + database.jdbcUrl(),
					"spring.datasource.username=" + database.username(),
					"spring.datasource.password=" + database.password())
			.run((context) -> assertThat(
					context.getBean(JdbcClient.class).sql("select 1").query(Integer.class).single())
				.isEqualTo(1));
	}

	@Test
	void credentialsBesideTheUrlWin(PostgresDatabase database) {
		this.runner
			.withPropertyValues(
					"DATABASE_URL=postgresql://wrong:s3cret@%s:%d/%s".formatted(database.host(), database.port(),
							database.name()),
					"spring.datasource.username=" + database.username(),
					"spring.datasource.password=" + database.password())
			.run((context) -> {
				assertThat(
						context.getBean(JdbcClient.class).sql("select current_user::text").query(String.class).single())
					.isEqualTo(database.username());
				assertThat(context.getBean(DatabaseUrlConnectionDetails.class)).asString()
					.doesNotContain("s3cret", "password=" + database.password());
			});
	}

	@Test
	void credentialsInMountedFilesOfConfigTreeWin(PostgresDatabase database, @TempDir Path directory)
			throws IOException {
		Files.writeString(directory.resolve("spring.datasource.username"), database.username());
		Files.writeString(directory.resolve("spring.datasource.password"), database.password() + "\n");
		this.runner.withInitializer(new ConfigDataApplicationContextInitializer())
			.withSystemProperties("spring.config.import=configtree:" + directory + "/")
			.withPropertyValues("DATABASE_URL=postgresql://wrong@%s:%d/%s".formatted(database.host(), database.port(),
					database.name()))
			.run((context) -> assertThat(
					context.getBean(JdbcClient.class).sql("select current_user::text").query(String.class).single())
				.isEqualTo(database.username()));
	}

	@Test
	void newCredentialsNeedNoRestart(PostgresDatabase database, @TempDir Path directory) throws Exception {
		Path username = Files.writeString(directory.resolve("username"), database.username() + "\n");
		Path password = Files.writeString(directory.resolve("password"), database.password());
		this.runner
			// One connection, so that none is being opened while the file changes.
			.withPropertyValues("DATABASE_URL=" + database.uri(), "spring.datasource.username=nobody",
					"spring.datasource.hikari.maximum-pool-size=1", "platform.db-pool.username-file=" + username,
					"platform.db-pool.password-file=" + password)
			.run((context) -> {
				JdbcClient jdbc = context.getBean(JdbcClient.class);
				String user = "select session_user::text";
				assertThat(jdbc.sql(user).query(String.class).single()).isEqualTo(database.username());
				jdbc.sql("create role rotated login").update();
				try {
					Files.writeString(username, "rotated");
					context.getBean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
					Awaitility.await()
						.untilAsserted(
								() -> assertThat(jdbc.sql(user).query(String.class).single()).isEqualTo("rotated"));
					Files.delete(username);
					context.getBean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
					assertThat(jdbc.sql(user).query(String.class).single()).isEqualTo("rotated");
				}
				finally {
					execute(database, "drop role rotated");
				}
			});
	}

	@Test
	void aMissingFileWithCredentialsStopsTheStart() {
		this.runner.withPropertyValues(NOWHERE, "platform.db-pool.password-file=/nowhere/password").run((context) -> {
			FailureAnalysis analysis = new InvalidDbPoolFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("/nowhere/password");
			assertThat(analysis.getAction()).contains("platform.db-pool.password-file");
		});
	}

	@Test
	void namesAnUnknownPropertyButNotItsValue() {
		this.runner.withPropertyValues(NOWHERE, "platform.db-pool.pasword-file=s3cret").run((context) -> {
			FailureAnalysis analysis = new UnknownPropertyFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("'platform.db-pool.pasword-file'").doesNotContain("s3cret");
			assertThat(analysis.getAction()).contains("platform.db-pool.password-file",
					"platform.db-pool.migration.url", "platform.db-pool.budget.limit");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "platform.db-pool.repeats.threshold=-1", "platform.db-pool.session-pool-size=0",
			"platform.db-pool.replica.maximum-pool-size=-3", "platform.db-pool.migration.username=owner" })
	void aNumberThatCannotBeStopsTheStartAndSaysTheCure(String property) {
		this.runner.withPropertyValues(NOWHERE, property)
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("'" + property.substring(0, property.indexOf('=')) + "'"));
	}

	@Test
	void anUnknownModeStopsTheStart() {
		this.runner.withPropertyValues(NOWHERE, "platform.db-pool.mode=statement")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("platform.db-pool.mode")
				.hasStackTraceContaining("statement"));
	}

	@Test
	void aSessionPoolerSmallerThanThePoolStopsTheStart() {
		String url = "DATABASE_URL=postgresql://u:p@aws-0.pooler.supabase.com:5432/postgres";
		this.runner.withPropertyValues(url, "platform.db-pool.budget.slots=5").run((context) -> {
			FailureAnalysis analysis = new InvalidDbPoolFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("up to 37 sessions", "serves 15", "Mode: SESSION");
			assertThat(analysis.getAction()).contains("6543", "platform.db-pool.budget.limit' to 15");
		});
		this.runner.withPropertyValues(url, "platform.db-pool.budget.slots=5", "platform.db-pool.session-pool-size=40")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@CsvSource({ "budget.ceiling=40,40", "budget.ceiling=16,16", "budget.limit=28,16" })
	void aSessionPoolerSmallerThanALeaseMayEverBeStopsTheStart(String property, int most) {
		leasedSessions().withPropertyValues("platform.db-pool." + property, "platform.db-pool.budget.slots=4")
			.run((context) -> {
				FailureAnalysis analysis = new InvalidDbPoolFailureAnalyzer().analyze(context.getStartupFailure());
				assertThat(analysis.getDescription()).contains("up to " + most + " sessions", "serves 15");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "platform.db-pool.budget.ceiling=15", "spring.datasource.hikari.maximum-pool-size=14",
			"platform.db-pool.session-pool-size=40" })
	void aSessionPoolerForAllThatALeaseMayEverBeStarts(String property) {
		leasedSessions().withPropertyValues(property).run((context) -> assertThat(context).hasNotFailed());
		leasedSessions().withPropertyValues(property, "platform.db-pool.session-pool-size=14")
			.run((context) -> assertThat(context).hasFailed());
	}

	private ApplicationContextRunner leasedSessions() {
		return this.runner.withPropertyValues(NOWHERE, "platform.db-pool.mode=session",
				"platform.db-pool.budget.mode=leased");
	}

	@Test
	void connectionDetailsWin() {
		this.runner.withUserConfiguration(EmbeddedPostgresConfiguration.class)
			.withPropertyValues(NOWHERE)
			.run((context) -> assertThat(
					context.getBean(JdbcClient.class).sql("select 1").query(Integer.class).single())
				.isEqualTo(1));
	}

	@Test
	void sizesThePoolFromTheBudget() {
		this.runner.withPropertyValues(NOWHERE, "platform.db-pool.budget.slots=47").run((context) -> {
			HikariDataSource dataSource = context.getBean(HikariDataSource.class);
			assertThat(dataSource.getMaximumPoolSize()).isEqualTo(4);
			assertThat(dataSource.getConnectionTimeout()).isEqualTo(5000);
			assertThat(((GatedDataSource) dataSource).leakThreshold()).isEqualTo(Duration.ofSeconds(60));
			assertThat(dataSource.getLeakDetectionThreshold()).isZero();
			assertThat(dataSource.getMaxLifetime()).isEqualTo(900_000);
			assertThat(dataSource.getInitializationFailTimeout()).isEqualTo(-1);
			assertThat(context.getBean(DbPool.class).share()).isEqualTo(4);
		});
	}

	@Test
	void supposesTheModeFromTheUrlUnlessToldOtherwise() {
		this.runner.withPropertyValues(NOWHERE)
			.run((context) -> assertThat(context.getBean(DbPool.class).mode()).isEqualTo(PoolMode.TRANSACTION));
		this.runner.withPropertyValues(NOWHERE, "platform.db-pool.mode=direct")
			.run((context) -> assertThat(context.getBean(DbPool.class).mode()).isEqualTo(PoolMode.DIRECT));
	}

	@Test
	void keepsWhatTheUserSets() {
		this.runner
			.withPropertyValues(NOWHERE, "spring.datasource.hikari.maximum-pool-size=3",
					"spring.datasource.hikari.connection-timeout=1000",
					"spring.datasource.hikari.initialization-fail-timeout=1",
					"spring.datasource.hikari.data-source-properties.prepareThreshold=7")
			.run((context) -> {
				HikariDataSource dataSource = context.getBean(HikariDataSource.class);
				assertThat(dataSource.getMaximumPoolSize()).isEqualTo(3);
				assertThat(dataSource.getConnectionTimeout()).isEqualTo(1000);
				assertThat(dataSource.getInitializationFailTimeout()).isEqualTo(1);
				assertThat(dataSource.getDataSourceProperties()).containsEntry("prepareThreshold", "7");
			});
	}

	@Test
	void gatesTheDataSourceAndClosesIt(PostgresDatabase database) {
		AtomicReference<HikariDataSource> closed = new AtomicReference<>();
		this.runner.withConfiguration(AutoConfigurations.of(PlatformDbPoolMetricsAutoConfiguration.class))
			.withPropertyValues("DATABASE_URL=" + database.uri(), "platform.db-pool.budget.slots=47")
			.withBean(SimpleMeterRegistry.class)
			.run((context) -> {
				HikariDataSource dataSource = context.getBean(HikariDataSource.class);
				closed.set(dataSource);
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				context.getBeansOfType(MeterBinder.class).values().forEach((binder) -> binder.bindTo(registry));
				try (Connection connection = dataSource.getConnection()) {
					assertThat(connection.isValid(30)).isTrue();
					assertThat(registry.get("platform.dbpool.gate.used").gauge().value()).isEqualTo(1);
					assertThat(registry.get("platform.dbpool.refusals")
						.tag("reason", "pooler_full")
						.functionCounter()
						.count()).isZero();
					assertThat(registry.get("platform.dbpool.gate.size").gauge().value()).isEqualTo(4);
					assertThat(registry.get("platform.dbpool.gate.admitted").functionCounter().count()).isEqualTo(1);
					assertThat(registry.get("platform.dbpool.gate.wait").timer().count()).isZero();
				}
			});
		assertThat(closed.get().isClosed()).isTrue();
	}

	@Test
	void saysWhatToDoWhereTheDatabaseRefuses(PostgresDatabase database) {
		this.runner.withPropertyValues("DATABASE_URL=" + database.uri() + "x").run((context) -> {
			JdbcClient jdbc = context.getBean(JdbcClient.class);
			Throwable failure = catchThrowable(() -> jdbc.sql("select 1").query(Integer.class).single());
			FailureAnalysis analysis = new RefusedConnectionFailureAnalyzer(context.getEnvironment()).analyze(failure);
			assertThat(analysis.getDescription()).contains("does not exist");
			assertThat(analysis.getAction()).contains("database behind the last '/' of DATABASE_URL");
		});
	}

	@Test
	void saysWhatToDoWhereNothingListens() {
		this.runner
			.withPropertyValues("DATABASE_URL=postgresql://u:s3cret@localhost:1/db",
					"spring.datasource.hikari.initialization-fail-timeout=1")
			.run((context) -> {
				JdbcClient jdbc = context.getBean(JdbcClient.class);
				Throwable failure = catchThrowable(() -> jdbc.sql("select 1").query(Integer.class).single());
				FailureAnalysis analysis = new RefusedConnectionFailureAnalyzer(context.getEnvironment())
					.analyze(failure);
				assertThat(analysis.getDescription()).contains("localhost:1").doesNotContain("s3cret");
				assertThat(analysis.getAction()).contains("6543", "6432", "5432");
			});
	}

	@Test
	void waitsOnceForADatabaseThatDoesNotAnswerHoweverManyThreadsWait(PostgresDatabase database) {
		try (FaultProxy proxy = FaultProxy.to(database.host(), database.port())) {
			proxy.pause();
			this.runner
				.withPropertyValues("DATABASE_URL=" + database.through(proxy.port()).uri(),
						"spring.datasource.hikari.connection-timeout=4000")
				.run((context) -> {
					HikariDataSource dataSource = context.getBean(HikariDataSource.class);
					CompletableFuture<?>[] failures = Stream
						.generate(() -> CompletableFuture.supplyAsync(() -> catchThrowable(dataSource::getConnection),
								(task) -> new Thread(task).start()))
						.limit(9)
						.toArray(CompletableFuture[]::new);
					// One after the other they would wait for 36 seconds.
					assertThat(CompletableFuture.allOf(failures)).succeedsWithin(Duration.ofSeconds(25));
					assertThat(failures).allSatisfy((failure) -> assertThat(failure.join())
						.isInstanceOf(SQLTransientConnectionException.class));
				});
		}
	}

	@Test
	void hasNoMetersWithoutMicrometer() {
		this.runner.withConfiguration(AutoConfigurations.of(PlatformDbPoolMetricsAutoConfiguration.class))
			.withPropertyValues(NOWHERE)
			.withClassLoader(new FilteredClassLoader(MeterBinder.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("platformGateMeterBinder"));
	}

	@Test
	void refusesSessionParametersBehindATransactionPooler() {
		this.runner.withPropertyValues(NOWHERE + "?currentSchema=app").run((context) -> {
			FailureAnalysis analysis = new InvalidDbPoolFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("currentSchema", "transaction pooler");
			assertThat(analysis.getAction()).contains("alter role");
		});
		this.runner.withPropertyValues(NOWHERE + "?currentSchema=app", "platform.db-pool.mode=session")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void refusesASizeBeyondTheShare() {
		this.runner.withPropertyValues(NOWHERE, "spring.datasource.hikari.maximum-pool-size=10").run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(InvalidDbPoolException.class)
				.hasMessageContaining("maximum-pool-size' is 10")
				.hasMessageContaining("at most 9 connections")
				.message()
				.doesNotEndWith(".");
		});
	}

	@Test
	void refusesASizeBeyondWhatALeaseMayEverBe() {
		this.runner
			.withPropertyValues(NOWHERE, "platform.db-pool.budget.mode=leased",
					"spring.datasource.hikari.maximum-pool-size=100")
			.run((context) -> {
				FailureAnalysis analysis = new InvalidDbPoolFailureAnalyzer().analyze(context.getStartupFailure());
				assertThat(analysis.getDescription()).contains("'maximum-pool-size' is 100", "more than the 39");
				assertThat(analysis.getAction()).contains("platform.db-pool.budget.ceiling");
			});
	}

	@Test
	void asksTheDriverWhetherAConnectionIsValidBecauseClaimsWouldRefuseAQuery(PostgresDatabase database) {
		this.runner
			.withPropertyValues("DATABASE_URL=" + database.uri(),
					"spring.datasource.hikari.connection-test-query=select 1")
			.withBean(TransactionClaims.class, () -> () -> new Claims("{\"sub\":\"ann\"}"))
			.run((context) -> {
				try (Connection connection = context.getBean(HikariDataSource.class).getConnection()) {
					assertThat(connection.isValid(30)).isTrue();
				}
			});
	}

	@Test
	void refusesAnIsolationThatStatementsOutsideATransactionWouldNotHave() {
		String property = "spring.datasource.hikari.transaction-isolation=TRANSACTION_";
		this.runner.withPropertyValues(NOWHERE, property + "REPEATABLE_READ").run((context) -> {
			FailureAnalysis analysis = new InvalidDbPoolFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("'transaction-isolation' is TRANSACTION_REPEATABLE_READ");
			assertThat(analysis.getAction()).contains("default_transaction_isolation");
		});
		this.runner.withPropertyValues(NOWHERE, property + "READ_COMMITTED")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void refusesASecondPoolThatNoLeaseWouldCount() {
		ApplicationContextRunner leased = this.runner
			.withPropertyValues("DATABASE_URL=postgresql://localhost:1/a", "platform.db-pool.budget.mode=leased")
			.withBean("first", HikariDataSource.class, () -> pool("localhost:1/a"));
		leased.withBean("second", HikariDataSource.class, () -> pool("localhost:1/b?ssl=false"))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidDbPoolException.class)
				.hasMessageContaining("second pool to localhost:1"));
		leased.withBean("alias", HikariDataSource.class, () -> pool("nowhere.invalid:9,127.0.0.1:1/a"))
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("second pool to"));
		leased.withBean("elsewhere", HikariDataSource.class, () -> pool("localhost:2/a"))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void gatesAPoolOfTheApplicationsOwnWhereItsUrlIsKnown(PostgresDatabase database) {
		ApplicationContextRunner own = this.runner.withBean(HikariDataSource.class,
				() -> pool("%s:%d/%s".formatted(database.host(), database.port(), database.name())));
		own.withPropertyValues("spring.datasource.url=" + database.jdbcUrl())
			.run((context) -> assertThat(context.getBean(HikariDataSource.class)).isInstanceOf(GatedDataSource.class));
		own.withPropertyValues("DATABASE_URL=" + database.uri())
			.run((context) -> assertThat(context.getBean(HikariDataSource.class)).isInstanceOf(GatedDataSource.class));
	}

	@Test
	void warnsWhereNothingSaysWhatAPoolConnectsTo(CapturedOutput output) {
		this.runner.withBean(HikariDataSource.class, () -> pool("localhost:1/a"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DbPool.class));
		assertThat(output).contains("own pool has neither budget nor gate", "DATABASE_URL");
	}

	private static HikariDataSource pool(String address) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl("jdbc:postgresql://" + address);
		return pool;
	}

	@Test
	void showsTheArithmeticOfABudgetThatFails() {
		this.runner.withPropertyValues(NOWHERE, "platform.db-pool.budget.slots=500").run((context) -> {
			FailureAnalysis analysis = new InvalidDbPoolFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("leaves 188 connections", "500 processes");
			assertThat(analysis.getAction()).contains("at most 94 slots");
		});
	}

	@Test
	void stopsTheStartForAUrlItCannotRead() {
		this.runner.withPropertyValues("DATABASE_URL=postgresql://u:s3cret@:5432/db").run((context) -> {
			FailureAnalysis analysis = new InvalidDbPoolFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("DATABASE_URL", "u:***@").doesNotContain("s3cret");
			assertThat(analysis.getAction()).isNotBlank();
		});
	}

	@Test
	void backsOffWithoutHikariOrTheDriver() {
		this.runner.withPropertyValues(NOWHERE)
			.withClassLoader(new FilteredClassLoader(HikariDataSource.class))
			.run((context) -> assertThat(context).doesNotHaveBean(DbPool.class));
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DatabaseUrlAutoConfiguration.class))
			.withPropertyValues(NOWHERE)
			.withClassLoader(new FilteredClassLoader(org.postgresql.Driver.class))
			.run((context) -> assertThat(context).doesNotHaveBean(DatabaseUrlConnectionDetails.class));
	}

	@Test
	void endpointNeedsToBeExposed() {
		this.runner.withPropertyValues(NOWHERE)
			.run((context) -> assertThat(context).doesNotHaveBean(DbPoolEndpoint.class));
		this.runner
			.withPropertyValues(NOWHERE, "management.endpoints.web.exposure.include=dbpool",
					"management.endpoints.jmx.exposure.include=dbpool", "spring.jmx.enabled=true")
			.run((context) -> assertThat(context).hasSingleBean(DbPoolEndpoint.class));
	}

	private static void execute(PostgresDatabase database, String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.username(),
				database.password()); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
