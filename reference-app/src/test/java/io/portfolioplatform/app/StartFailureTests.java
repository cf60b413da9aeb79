package io.portfolioplatform.app;

import io.portfolioplatform.app.security.DemoTokens;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what a person reads when the application does not start.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartFailureTests {

	private static PostgresServer server;

	@BeforeAll
	static void startServer() {
		server = PostgresServer.startWithPasswords();
	}

	@AfterAll
	static void stopServer() {
		server.close();
	}

	@ParameterizedTest
	@CsvSource({ "mysql://app:hunter2@db:3306/portfolio", "postgresql://app:hunter2@/portfolio",
			"postgresql://app:hunter2@db:99999/portfolio", "jdbc:postgresql//app:hunter2@db/portfolio" })
	void namesAWrongDatabaseUrl(String url, CapturedOutput output) {
		assertDoesNotStart("--DATABASE_URL=" + url);
		assertThat(output).contains("APPLICATION FAILED TO START", "DATABASE_URL", "Action:").doesNotContain("hunter2");
	}

	@ParameterizedTest
	@CsvSource({ "postgres:postgres@, postgres:hunter2@, password authentication failed, Check user and password of",
			"/db, /no_db, does not exist, Check the database behind the last '/' of",
			"postgres:postgres@localhost:{port}, postgres:hunter2@localhost:1, refused, Check host and port of",
			"postgres:postgres@localhost, postgres:hunter2@nowhere.invalid, nowhere.invalid, Check host and port of" })
	void namesADatabaseUrlThatLeadsNowhere(String right, String wrong, String reason, String cure,
			CapturedOutput output) {
		PostgresDatabase database = server.createDatabase();
		String part = right.replace("{port}", String.valueOf(database.port()));
		assertThat(database.uri()).contains(part);
		assertDoesNotStart("--DATABASE_URL=" + database.uri().replace(part, wrong));
		assertThat(output)
			.contains("APPLICATION FAILED TO START", "The database of DATABASE_URL refused a connection", reason,
					cure + " DATABASE_URL")
			.doesNotContain("hunter2");
	}

	/**
	 * As in production, where other credentials migrate.
	 */
	@ParameterizedTest
	@CsvSource({ "portfolio_app:portfolio_app@, portfolio_app:hunter2@, password authentication failed",
			"/db, /no_db, does not exist" })
	void namesADatabaseUrlThatOnlyTheApplicationUses(String right, String wrong, String reason, CapturedOutput output) {
		PostgresDatabase database = server.createDatabase();
		String url = database.as("portfolio_app").uri();
		assertThat(url).contains(right);
		assertDoesNotStart("--DATABASE_URL=" + url.replace(right, wrong),
				"--platform.db-pool.migration.url=" + database.uri());
		assertThat(output).contains("APPLICATION FAILED TO START", "The database of DATABASE_URL", reason)
			.doesNotContain("hunter2");
	}

	@Test
	void namesAWrongUrlOfMigrations(CapturedOutput output) {
		PostgresDatabase database = server.createDatabase();
		assertDoesNotStart("--DATABASE_URL=" + database.as("portfolio_app").uri(),
				"--platform.db-pool.migration.url=" + database.uri().replace(":postgres@", ":hunter2@"));
		assertThat(output)
			.contains("APPLICATION FAILED TO START", "The database of platform.db-pool.migration.url",
					"password authentication failed")
			.doesNotContain("hunter2");
	}

	@Test
	void namesAMissingDatabaseUrl(CapturedOutput output) {
		assertDoesNotStart();
		assertThat(output).contains("APPLICATION FAILED TO START", "DATABASE_URL");
	}

	@ParameterizedTest
	@CsvSource({ "http://:hunter2@cache:6379", "redis://:hunter2@cache:none", "hunter2" })
	void namesAWrongRedisUrl(String url, CapturedOutput output) {
		PostgresDatabase database = server.createDatabase();
		assertDoesNotStart("--DATABASE_URL=" + database.uri(), "--REDIS_URL=" + url);
		assertThat(output).contains("APPLICATION FAILED TO START", "REDIS_URL", "Action:").doesNotContain("hunter2");
	}

	@Test
	void namesARoleThatSeesEverybodysRows(CapturedOutput output) {
		assertDoesNotStart("--DATABASE_URL=" + server.createDatabase().uri());
		assertThat(output).contains("APPLICATION FAILED TO START", "as 'postgres', which is a superuser",
				"platform.db-pool.migration.url");
	}

	@ParameterizedTest
	@CsvSource({ "portfolio.jobs.thread, portfolio.jobs.threads",
			"portfolio.session.secretkye, portfolio.session.secret-key",
			"portfolio.alphavantage.apikye, portfolio.alpha-vantage.api-key", "portfolio.jbos.threads, portfolio.jobs",
			"platform.redis.tiemout, platform.redis.timeout", "supabase.jwt-secrt, supabase.jwt-secret" })
	void namesThePropertyNearestToAnUnknownOne(String unknown, String nearest, CapturedOutput output) {
		assertDoesNotStart("--" + unknown + "=hunter2", "--DATABASE_URL=" + server.createDatabase().uri());
		assertThat(output).contains("APPLICATION FAILED TO START", unknown, "Write " + nearest + ", or remove it.")
			.doesNotContain("hunter2");
	}

	private static void assertDoesNotStart(String... arguments) {
		SpringApplication application = new SpringApplication(ReferenceApplication.class);
		application.setRegisterShutdownHook(false);
		String[] all = new String[arguments.length + 3];
		System.arraycopy(arguments, 0, all, 0, arguments.length);
		all[arguments.length] = "--server.port=0";
		all[arguments.length + 1] = "--management.server.port=0";
		all[arguments.length + 2] = "--" + DemoTokens.PROPERTY;
		assertThatException().isThrownBy(() -> application.run(all).close());
	}

}
