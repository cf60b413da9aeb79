package io.portfolioplatform.dbpool.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PgBouncerServer;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import io.portfolioplatform.test.RequiresPgBouncer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Flyway beside an application that connects through a transaction pooler.
 */
@EmbeddedServers
@RequiresPgBouncer
class MigrationTests {

	private static final String MIGRATION_URL = "platform.db-pool.migration.url=";

	private PostgresDatabase database;

	private PgBouncerServer pooler;

	private ApplicationContextRunner runner;

	@BeforeEach
	void start(PostgresServer server, PostgresDatabase database) {
		this.database = database;
		this.pooler = PgBouncerServer.start(server, "default_pool_size = 2");
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DatabaseUrlAutoConfiguration.class,
					DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
					JdbcClientAutoConfiguration.class, PlatformDbPoolAutoConfiguration.class,
					PlatformDbPoolMigrationAutoConfiguration.class, FlywayAutoConfiguration.class))
			.withPropertyValues("DATABASE_URL=" + database.through(this.pooler.port()).uri(),
					"spring.flyway.locations=classpath:migration");
	}

	@AfterEach
	void stop() {
		this.pooler.close();
	}

	@Test
	void refusesToMigrateThroughATransactionPooler() {
		this.runner.run(MigrationTests::isRefused);
	}

	@Test
	void refusesAMigrationUrlThroughATransactionPooler() {
		String pooled = this.database.through(this.pooler.port()).uri();
		this.runner.withPropertyValues(MIGRATION_URL + pooled).run(MigrationTests::isRefused);
		this.runner
			.withPropertyValues("spring.flyway.url=" + this.database.through(this.pooler.port()).jdbcUrl(),
					"spring.flyway.user=postgres", "spring.flyway.password=postgres")
			.run(MigrationTests::isRefused);
	}

	private static void isRefused(AssertableApplicationContext context) {
		FailureAnalysis analysis = new InvalidDbPoolFailureAnalyzer().analyze(context.getStartupFailure());
		assertThat(analysis.getDescription()).contains("Flyway", "transaction pooler")
			.doesNotContain("postgres:postgres");
		assertThat(analysis.getAction()).contains("platform.db-pool.migration.url");
	}

	@Test
	void migratesThroughADatabaseUrlThatLeadsToPostgres() {
		this.runner.withPropertyValues("DATABASE_URL=" + this.database.uri()).run(MigrationTests::isMigrated);
	}

	@Test
	void migratesThroughAUrlOfItsOwn() {
		this.runner.withPropertyValues(MIGRATION_URL + this.database.uri()).run(MigrationTests::isMigrated);
	}

	@Test
	void migratesWithTheApplicationsCredentialsUnlessThereAreOthers() {
		String bare = "postgresql://%s:%d/%s".formatted(this.database.host(), this.database.port(),
				this.database.name());
		this.runner.withPropertyValues(MIGRATION_URL + bare).run((context) -> {
			isMigrated(context);
			assertThat(context.getBean(FlywayConnectionDetails.class).getUsername())
				.isEqualTo(this.database.username());
		});
		this.runner
			.withPropertyValues(MIGRATION_URL + bare, "platform.db-pool.migration.username=owner",
					"platform.db-pool.migration.password=s3cret", "spring.flyway.enabled=false")
			.run((context) -> {
				var details = context.getBean(MigrationConnectionDetails.class);
				assertThat(details.getUsername()).isEqualTo("owner");
				assertThat(details.getPassword()).isEqualTo("s3cret");
				assertThat(details).asString().doesNotContain("s3cret");
			});
		this.runner
			.withPropertyValues(MIGRATION_URL + this.database.jdbcUrl() + "?password=s3cret",
					"spring.flyway.enabled=false")
			.run((context) -> {
				var details = context.getBean(MigrationConnectionDetails.class);
				assertThat(details.getUsername()).isEqualTo(this.database.username());
				assertThat(details.getPassword()).isEqualTo("s3cret");
			});
	}

	@Test
	void migratesWithTheApplicationsCredentialsInFiles(@TempDir Path directory) throws IOException {
		Path username = Files.writeString(directory.resolve("username"), this.database.username());
		this.runner
			.withPropertyValues("platform.db-pool.username-file=" + username,
					MIGRATION_URL + "postgresql://%s:%d/%s".formatted(this.database.host(), this.database.port(),
							this.database.name()))
			.run((context) -> {
				isMigrated(context);
				assertThat(context.getBean(FlywayConnectionDetails.class).getUsername())
					.isEqualTo(this.database.username());
			});
	}

	@Test
	void springsOwnUrlWins() {
		this.runner
			.withPropertyValues(MIGRATION_URL + "postgresql://nowhere.invalid/db",
					"spring.flyway.url=" + this.database.jdbcUrl(), "spring.flyway.user=" + this.database.username(),
					"spring.flyway.password=" + this.database.password())
			.run((context) -> {
				isMigrated(context);
				assertThat(context).doesNotHaveBean(MigrationConnectionDetails.class);
			});
	}

	@Test
	void theUserMayKnowThatThePoolerKeepsSessions(PostgresServer server) {
		try (PgBouncerServer sessions = PgBouncerServer.start(server, "pool_mode = session")) {
			this.runner
				.withPropertyValues(MIGRATION_URL + this.database.through(sessions.port()).uri(),
						"platform.db-pool.migration.mode=session")
				.run(MigrationTests::isMigrated);
		}
	}

	@Test
	void theUserMayKnowThatThePoolerOfTheApplicationKeepsSessions(PostgresServer server) {
		try (PgBouncerServer sessions = PgBouncerServer.start(server, "pool_mode = session")) {
			ApplicationContextRunner same = this.runner
				.withPropertyValues("DATABASE_URL=" + this.database.through(sessions.port()).uri());
			same.withPropertyValues("platform.db-pool.migration.mode=session").run((context) -> {
				isRefused(context);
				assertThat(new InvalidDbPoolFailureAnalyzer().analyze(context.getStartupFailure()).getAction())
					.contains("set 'platform.db-pool.mode' to session");
			});
			same.withPropertyValues("platform.db-pool.mode=session").run(MigrationTests::isMigrated);
		}
	}

	@Test
	void backsOffWithoutFlyway() {
		this.runner.withClassLoader(new FilteredClassLoader(Flyway.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MigrationGuard.class));
	}

	private static void isMigrated(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		JdbcClient jdbc = context.getBean(JdbcClient.class);
		assertThat(jdbc.sql("select text from migrated").query(String.class).single()).isEqualTo("done");
		assertThat(jdbc.sql("select count(*) from pg_locks where locktype = 'advisory'").query(Long.class).single())
			.isZero();
	}

}
