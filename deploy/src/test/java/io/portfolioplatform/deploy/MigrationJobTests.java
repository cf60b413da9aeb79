package io.portfolioplatform.deploy;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the migration's job: its command and its variables, with the packaged
 * application and a real PostgreSQL, whose owner is no superuser; run after it is
 * packaged.
 */
@Tag("packaged")
class MigrationJobTests {

	private static final Document CONTAINER = Document.read(Path.of("k8s/base/migration-job.yaml"))
		.get(0)
		.part("$.spec.template.spec.containers[0]");

	private static PostgresServer server;

	@TempDir
	Path directory;

	private PostgresDatabase database;

	@BeforeAll
	static void start() {
		server = PostgresServer.startWithPasswords();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	/**
	 * What Supabase's {@code postgres} may.
	 */
	@BeforeEach
	void create() throws SQLException {
		PostgresDatabase created = server.createDatabase();
		this.database = created.as("owner");
		execute(created, "alter role owner createrole bypassrls");
		execute(created, "alter database " + created.name() + " owner to owner");
	}

	@Test
	void bringsAnEmptyDatabaseUpToDateAndSaysWhereItCannot() throws Exception {
		Commands.Result result = run(this.database.uri());
		assertThat(result.exitCode()).as(result.output()).isZero();
		assertThat(query("select tableowner from pg_tables where tablename = 'activity'")).isEqualTo("owner");
		try (Stream<Path> files = Files.list(Path.of("../reference-app/src/main/resources/db/migration"))) {
			assertThat(query("select count(*) from flyway_schema_history where success and type = 'SQL'"))
				.isEqualTo(Long.toString(files.count()));
		}
		execute(this.database, "update flyway_schema_history set checksum = checksum + 1 where version = '1'");
		Commands.Result changed = run(this.database.uri());
		assertThat(changed.exitCode()).as(changed.output()).isEqualTo(1);
		assertThat(changed.output()).contains("checksum mismatch");
	}

	@Test
	void failsWithAWrongPassword() throws Exception {
		Commands.Result result = run(this.database.uri().replace(":owner@", ":another@"));
		assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
		assertThat(result.output()).contains("password authentication failed");
		assertThat(query("select count(*) from pg_tables where schemaname = 'public'")).isEqualTo("0");
	}

	/**
	 * In another folder, with the secret's files in another one: nothing else differs.
	 */
	private Commands.Result run(String url) throws IOException, InterruptedException {
		Path secrets = Files.createDirectories(this.directory.resolve("secrets"));
		Files.writeString(secrets.resolve("DATABASE_URL"), url);
		Files.writeString(secrets.resolve("SUPABASE_JWT_SECRET"), "0123456789abcdef0123456789abcdef");
		Path jar = this.directory.resolve("app.jar");
		if (Files.notExists(jar)) {
			Files.createSymbolicLink(jar, packaged());
		}
		List<String> command = new ArrayList<>(List.of("timeout", "120", "env", "-i", "-C", this.directory.toString(),
				"PATH=" + Path.of(System.getProperty("java.home"), "bin")));
		CONTAINER.parts("$.env[*]")
			.forEach((variable) -> command.add(variable.text("$.name") + "="
					+ variable.text("$.value").replace("/run/secrets/migration", secrets.toString())));
		CONTAINER.all("$.command[*]").forEach((part) -> command.add(part.toString()));
		return Commands.tryRun(Map.of(), command.toArray(String[]::new));
	}

	private static Path packaged() throws IOException {
		try (DirectoryStream<Path> jars = Files.newDirectoryStream(Commands.ROOT.resolve("reference-app/target"),
				"reference-app-*.jar")) {
			return jars.iterator().next();
		}
	}

	private String query(String sql) throws SQLException {
		try (Connection connection = connect(this.database);
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(sql)) {
			return result.next() ? result.getString(1) : "";
		}
	}

	private static void execute(PostgresDatabase database, String sql) throws SQLException {
		try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static Connection connect(PostgresDatabase database) throws SQLException {
		return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
	}

}
