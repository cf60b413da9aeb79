package io.portfolioplatform.deploy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that commands which cannot work say so by the name of the file or variable, and
 * change nothing.
 */
class RefusalTests {

	private static final Map<String, String> SECRETS = Map.ofEntries(entry("postgres_password", "p"),
			entry("app_password", "a"), entry("redis_password", "r"),
			entry("DATABASE_URL", "postgresql://u:p@pgbouncer:6432/portfolio"),
			entry("MIGRATION_DATABASE_URL", "postgresql://o:p@postgres:5432/portfolio"),
			entry("REDIS_URL", "redis://:r@redis:6379"),
			entry("SUPABASE_JWT_SECRET", "0123456789abcdef0123456789abcdef"),
			entry("APP_SECRET_KEY", "0123456789abcdef0123456789abcdef"), entry("SUPABASE_ANON_KEY", ""),
			entry("ALPHA_VANTAGE_API_KEY", ""), entry("backup_passphrase", ""), entry("alert_webhook", ""),
			entry("scale_webhook", ""));

	@TempDir
	Path directory;

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					postgres_password   |                    | postgres_password is missing or empty: run deploy/bin/init-secrets
					REDIS_URL           | redis://<password> | REDIS_URL still holds a placeholder
					SUPABASE_JWT_SECRET | changeme           | SUPABASE_JWT_SECRET still holds a placeholder
					SUPABASE_JWT_SECRET | short              | SUPABASE_JWT_SECRET has fewer than 32 bytes
					APP_SECRET_KEY      | short              | APP_SECRET_KEY has fewer than 32 bytes
					DATABASE_URL        | jdbc:postgresql:x  | DATABASE_URL is no postgresql:// URL
					MIGRATION_DATABASE_URL | postgresql://u:p@h:6543/x | MIGRATION_DATABASE_URL names a transaction pooler (port 6543 or 6432)
					MIGRATION_DATABASE_URL | postgresql://u:p@h:6432/x | MIGRATION_DATABASE_URL names a transaction pooler (port 6543 or 6432)
					MIGRATION_DATABASE_URL | postgresql://u:p@postgres:5433/x | MIGRATION_DATABASE_URL names another database than DATABASE_URL
					REDIS_URL | http://redis:6379 | REDIS_URL is no redis:// URL
					REDIS_URL | redis-sentry://redis:6379 | REDIS_URL is no redis:// URL
					""")
	void startsNothingWithAnUnfitSecret(String name, @Nullable String value, String message) throws Exception {
		writeSecrets();
		assertThat(check().exitCode()).as(check().output()).isZero();
		Files.writeString(this.directory.resolve(name), (value != null) ? value : "");
		assertThat(check().exitCode()).isNotZero();
		assertThat(check().output()).contains(this.directory.toString(), message);
	}

	/**
	 * As many as the application does.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "rediss://:p@r:6380/1", "redis-sentinel://u:p@s1:26379,s2:26379/0?master=m",
			"rediss-sentinel://s1?master=m", "redis-cluster://r1:6379,r2:6379", "rediss-cluster://:p@r1" })
	void takesEveryFormOfRedis(String url) throws Exception {
		writeSecrets();
		Files.writeString(this.directory.resolve("REDIS_URL"), url);
		assertThat(check().exitCode()).as(check().output()).isZero();
	}

	@Test
	void asksForSecretsThatAnOlderInstallationLacks() throws Exception {
		writeSecrets();
		Files.delete(this.directory.resolve("SUPABASE_ANON_KEY"));
		assertThat(check().output()).contains("SUPABASE_ANON_KEY is missing: run deploy/bin/init-secrets");
		Commands.run(secrets(), "deploy/bin/init-secrets");
		assertThat(check().exitCode()).as(check().output()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "DATABASE_URL", "MIGRATION_DATABASE_URL" })
	void startsNothingWithADatabaseThatDoesNotAnswer(String name) throws Exception {
		writeSecrets();
		try (ServerSocket database = new ServerSocket(0)) {
			String there = "postgresql://u:hunter2@127.0.0.1:" + database.getLocalPort() + "/x";
			Files.writeString(this.directory.resolve("DATABASE_URL"), there);
			Files.writeString(this.directory.resolve("MIGRATION_DATABASE_URL"), there);
			Files.writeString(this.directory.resolve(name), "postgresql://u:hunter2@127.0.0.1:1/x");
			Commands.Result result = Commands.tryRun(secrets(), "deploy/bin/up");
			assertThat(result.exitCode()).isNotZero();
			assertThat(result.output()).contains("/" + name + ": nothing answers at 127.0.0.1, port 1")
				.doesNotContain("hunter2");
		}
	}

	/**
	 * As Supabase's direct host, which the host of compose may reach and its containers
	 * do not.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "DATABASE_URL", "MIGRATION_DATABASE_URL" })
	void startsNothingWithADatabaseThatHasNoIpv4Address(String name) throws Exception {
		writeSecrets();
		program("getent", "case $2 in localhost) exec /usr/bin/getent \"$@\" ;; esac; exit 2");
		try (ServerSocket database = new ServerSocket(0)) {
			String url = "postgresql://u:hunter2@%s:" + database.getLocalPort() + "/x";
			Files.writeString(this.directory.resolve("DATABASE_URL"), url.formatted("localhost"));
			Files.writeString(this.directory.resolve("MIGRATION_DATABASE_URL"), url.formatted("localhost"));
			Files.writeString(this.directory.resolve(name), url.formatted("ip6-localhost"));
			Map<String, String> environment = new HashMap<>(secrets());
			environment.put("PATH", this.directory + ":" + System.getenv("PATH"));
			Commands.Result result = Commands.tryRun(environment, "deploy/bin/up");
			assertThat(result.exitCode()).isNotZero();
			assertThat(result.output()).contains("/" + name + ": ip6-localhost has no IPv4 address", "session pooler")
				.doesNotContain("hunter2");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			                                        | set BACKUP_DATABASE_URL or BACKUP_DATABASE_URL_FILE
			postgresql://u:secret@h:6543/postgres   | BACKUP_DATABASE_URL names a transaction pooler (port 6543 or 6432)
			postgresql://u:secret@h:6432/portfolio  | BACKUP_DATABASE_URL names a transaction pooler (port 6543 or 6432)
			postgresql://u:secret@down:5432/x       | the database cannot be reached, or refuses the login
			postgresql://u:secret@new:5432/x        | pg_dump 17 is older than the server (18)
			postgresql://u:secret@large:5432/x      | has 100 KiB left; a dump of this database may need 500 KiB
			""")
	void backsNothingUpThatWouldNotBeABackup(@Nullable String url, String message) throws Exception {
		Map<String, String> environment = programs();
		environment.put("BACKUP_DATABASE_URL", (url != null) ? url : "");
		Path backups = Files.createDirectory(this.directory.resolve("backups"));
		Commands.Result result = Commands.tryRun(environment, "deploy/bin/backup", backups.toString());
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("backup: ", message).doesNotContain("secret");
		assertThat(backups).isEmptyDirectory();
	}

	@Test
	void backsUpOnlyIntoADirectory() throws Exception {
		assertThat(Commands.tryRun(Map.of(), "deploy/bin/backup").output()).contains("name the directory");
		assertThat(Commands.tryRun(Map.of(), "deploy/bin/backup", "/nowhere").output())
			.contains("/nowhere is no directory that can be written to");
	}

	@Test
	void restoresOnlyWhatWasWritten() throws Exception {
		assertThat(Commands.tryRun(Map.of(), "deploy/bin/restore", "/nowhere").output())
			.contains("name an existing dump");
		Path dump = Files.writeString(this.directory.resolve("x.dump"), "not what it was");
		Files.writeString(this.directory.resolve("x.dump.sha256"), "0".repeat(64) + "  x.dump\n");
		Commands.Result result = Commands.tryRun(Map.of("RESTORE_DATABASE_URL", "postgresql://u@h/x"),
				"deploy/bin/restore", dump.toString());
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("its checksum differs");
	}

	@Test
	@EnabledIf("io.portfolioplatform.deploy.Commands#haveKubectl")
	void rollsOutNoImageOfAnExample() throws Exception {
		Commands.Result result = Commands.tryRun(Map.of(), "deploy/bin/rollout", "production");
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("registry.example.com", "name yours in the overlay");
		assertThat(Commands.tryRun(Map.of(), "deploy/bin/rollout", "nowhere").output()).contains("Usage");
	}

	private void writeSecrets() throws IOException {
		for (Map.Entry<String, String> secret : SECRETS.entrySet()) {
			Files.writeString(this.directory.resolve(secret.getKey()), secret.getValue());
		}
	}

	private Map<String, String> secrets() {
		return Map.of("SECRETS", this.directory.toString());
	}

	private Commands.Result check() throws IOException, InterruptedException {
		return Commands.tryRun(secrets(), "bash", "-c", ". deploy/bin/lib; check_secrets");
	}

	/**
	 * PostgreSQL's programs as the script sees them: the host says what is wrong.
	 */
	private Map<String, String> programs() throws IOException {
		program("psql", "case $1 in *@down*) exit 2 ;; esac; case $1:$3 in *@new*version_num) echo 180000 ;; "
				+ "*version_num) echo 170004 ;; *@large*) echo 1000 ;; *) echo 10 ;; esac");
		program("pg_dump", "echo 'pg_dump (PostgreSQL) 17.4'");
		program("df", "printf 'Filesystem 1024-blocks Used Available\\n/dev/x 1000 900 100 90%% /\\n'");
		Map<String, String> environment = new HashMap<>();
		environment.put("PATH", this.directory + ":" + System.getenv("PATH"));
		return environment;
	}

	private void program(String name, String body) throws IOException {
		Path file = Files.writeString(this.directory.resolve(name), "#!/usr/bin/env bash\n" + body + "\n");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

}
