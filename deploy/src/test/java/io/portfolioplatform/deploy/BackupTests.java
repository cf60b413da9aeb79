package io.portfolioplatform.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.portfolioplatform.test.RequiresDocker;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.postgresql.PostgreSQLContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for backup and restore: the drill, and what is refused.
 */
@RequiresDocker
class BackupTests {

	private static final String USER = "'00000000-0000-0000-0000-00000000000a'";

	private static final String PRICES = "select count(*), sum(close) from price";

	private static final String LEASE = "select size from platform_db_pool.renew('portfolio', 'pod', 1, 1, 1, 188, 20, 2, 10, '15 s', '75 s')";

	/** KiB that a process may write to a file. */
	private static final int SMALLER_THAN_THE_DUMP = 40;

	private static final Network NETWORK = Network.newNetwork();

	private static final PostgreSQLContainer POSTGRES = new PostgreSQLContainer("postgres:17").withNetwork(NETWORK)
		.withNetworkAliases("db");

	private static final GenericContainer<?> BACKUP = new GenericContainer<>(
			new ImageFromDockerfile("portfolio-backup:test", false).withFileFromPath(".", Path.of("bin"))
				.withFileFromPath("Dockerfile", Path.of("docker/backup/Dockerfile")))
		.withNetwork(NETWORK)
		.withCreateContainerCmdModifier((command) -> command.withEntrypoint("sleep", "infinity"));

	@BeforeAll
	static void start() throws Exception {
		POSTGRES.start();
		BACKUP.start();
		Flyway.configure()
			.dataSource(POSTGRES.getJdbcUrl(), POSTGRES.getUsername(), POSTGRES.getPassword())
			.locations("filesystem:../reference-app/src/main/resources/db/migration")
			.placeholders(Map.of("applicationRole", "portfolio_app"))
			.load()
			.migrate();
		sql("test",
				Files.readString(Path
					.of("../platform-db-pool/src/main/resources/io/portfolioplatform/dbpool/lease/registry.sql")),
				"grant usage on schema platform_db_pool to portfolio_app", LEASE,
				"insert into instrument (symbol, name) select 'S' || n, 'Share ' || n from generate_series(1, 50) n",
				"insert into price select id, date '2020-01-01' + n, id + n from instrument, generate_series(1, 100) n",
				"insert into portfolio (user_id, name) values (" + USER + ", 'Mine')",
				"insert into audit_entry (user_id, action, subject) values (" + USER + ", 'create', 'portfolio')");
	}

	@AfterAll
	static void stop() {
		BACKUP.stop();
		POSTGRES.stop();
		NETWORK.close();
	}

	@Test
	void restoresWhatWasBackedUp() throws Exception {
		run("mkdir", "-p", "/tmp/plain");
		String before = fingerprint("test");
		assertThat(backup("/tmp/plain").getStdout()).contains("backup: /tmp/plain/portfolio-");
		sql("test", "create database drill");
		assertThat(restore("drill", dump("/tmp/plain")).getStdout()).contains("is restored");
		assertThat(fingerprint("drill")).isEqualTo(before)
			.contains("rows price 5000 ", "policy portfolio own ", "right r audit_entry portfolio_app INSERT\n",
					"right function clean_up() portfolio_app EXECUTE\n")
			.doesNotContain("right r audit_entry portfolio_app UPDATE", "right function clean_up() PUBLIC");
		assertThat(sql("drill", "select count(*) from platform_db_pool.lease")).as("leases of others").isEqualTo("0");
		assertThat(sql("drill", "set role portfolio_app", LEASE)).isEqualTo("10");
		assertThat(restore("drill", dump("/tmp/plain")).getStderr()).contains("tables: restore into an empty one");
	}

	@Test
	void theFingerprintShowsARowAndARight() throws Exception {
		run("mkdir", "-p", "/tmp/shown");
		backup("/tmp/shown");
		sql("test", "create database shown");
		restore("shown", dump("/tmp/shown"));
		String before = fingerprint("shown");
		sql("shown", "update price set close = close + 1 where instrument_id = 1 and date = '2020-01-02'",
				"grant update on audit_entry to portfolio_app");
		assertThat(fingerprint("shown").lines().filter((line) -> !before.contains(line + "\n")).toList()).hasSize(2)
			.anyMatch((line) -> line.startsWith("rows price 5000 "))
			.contains("right r audit_entry portfolio_app UPDATE");
	}

	@Test
	void backsUpDailyAndAtOnce() throws Exception {
		run("mkdir", "-p", "/tmp/daily");
		ExecResult two = run("timeout", "120", "env", "BACKUP_DATABASE_URL=" + url("test"), "BACKUP_EVERY=1.1s", "bash",
				"-c",
				"backup-daily /tmp/daily & trap 'kill $!' EXIT; until [ $(ls /tmp/daily | wc -l) = 4 ]; do sleep 0.1; done");
		assertThat(two.getExitCode()).as(two.getStdout() + two.getStderr()).isZero();
		ExecResult again = run("timeout", "120", "env", "BACKUP_DATABASE_URL=postgresql://u@db:1/x", "bash", "-c",
				"backup-daily /tmp/daily 2> /tmp/said & until grep -s 'cannot be reached' /tmp/said >&2; do sleep 0.1; done; kill $!; wait $!");
		assertThat(again.getStderr()).contains("cannot be reached");
		assertThat(again.getExitCode()).as("ends when it is asked to").isZero();
	}

	@Test
	void restoresWhatWasEncrypted() throws Exception {
		run("sh", "-c", "mkdir -p /tmp/sealed && echo a-passphrase > /tmp/passphrase && echo another > /tmp/wrong");
		backup("/tmp/sealed", "BACKUP_PASSPHRASE_FILE=/tmp/passphrase");
		String dump = dump("/tmp/sealed");
		assertThat(dump).endsWith(".enc");
		assertThat(run("grep", "-c", "PGDMP", dump).getStdout()).startsWith("0");
		sql("test", "create database sealed");
		assertThat(restore("sealed", dump).getStderr()).contains("set BACKUP_PASSPHRASE_FILE");
		assertThat(restore("sealed", dump, "BACKUP_PASSPHRASE_FILE=/tmp/wrong").getStderr()).contains("does not fit");
		assertThat(Integer.parseInt(run("stat", "-c", "%s", dump).getStdout().strip()))
			.isGreaterThan(SMALLER_THAN_THE_DUMP * 1024);
		// A name of an earlier time, that was written or copied here later.
		run("sh", "-c", "echo older > /tmp/sealed/portfolio-20200101T000000Z.dump");
		ExecResult newest = run("bash", "-c",
				"ulimit -f " + SMALLER_THAN_THE_DUMP + "; BACKUP_PASSPHRASE_FILE=/tmp/passphrase RESTORE_DATABASE_URL="
						+ url("sealed") + " restore /tmp/sealed");
		assertThat(newest.getExitCode()).as(newest.getStderr()).isZero();
		assertThat(newest.getStdout()).as("nothing of it is written in plain").contains(dump + " is restored");
		assertThat(sql("sealed", PRICES)).isEqualTo(sql("test", PRICES)).startsWith("5000|");
	}

	@Test
	void handsTheDumpToACommand() throws Exception {
		run("mkdir", "-p", "/tmp/here", "/tmp/elsewhere");
		backup("/tmp/here", "BACKUP_UPLOAD=cp -t /tmp/elsewhere");
		assertThat(run("sh", "-c", "cmp " + dump("/tmp/here") + " /tmp/elsewhere/*.dump").getExitCode()).isZero();
	}

	@Test
	void saysWhenTheDumpWasNotTakenAndHandsItOverNextTime() throws Exception {
		run("mkdir", "-p", "/tmp/kept", "/tmp/taken");
		run("touch", "-d", "20 days ago", "/tmp/kept/portfolio-20200101T000000Z.dump");
		ExecResult result = run("env", "BACKUP_DATABASE_URL=" + url("test"), "BACKUP_UPLOAD=false", "backup",
				"/tmp/kept");
		assertThat(result.getExitCode()).isEqualTo(1);
		assertThat(result.getStderr()).contains("BACKUP_UPLOAD failed; the dump stays at /tmp/kept/portfolio-");
		String dump = dump("/tmp/kept");
		assertThat(backup("/tmp/kept", "BACKUP_UPLOAD=cp -t /tmp/taken").getStdout()).contains(dump);
		assertThat(run("sh", "-c", "echo /tmp/kept/*.dump").getStdout().strip()).as("neither another nor an old one")
			.isEqualTo(dump);
		assertThat(run("sh", "-c", "cmp " + dump + " /tmp/taken/*.dump").getExitCode()).isZero();
		sql("test", "create table public.since_the_refusal ()");
		backup("/tmp/kept", "BACKUP_UPLOAD=cp -t /tmp/taken");
		String newest = run("sh", "-c", "ls -t /tmp/taken/*.dump | head -1").getStdout().strip();
		assertThat(run("pg_restore", "--list", newest).getStdout()).as("then a new one").contains("since_the_refusal");
		sql("test", "drop table public.since_the_refusal");
	}

	@Test
	void noticesADamagedDump() throws Exception {
		run("mkdir", "-p", "/tmp/damaged");
		backup("/tmp/damaged");
		String dump = dump("/tmp/damaged");
		run("sh", "-c", "printf x >> " + dump);
		sql("test", "create database damaged");
		assertThat(restore("damaged", dump).getStderr()).contains("its checksum differs");
		assertThat(sql("damaged", "select count(*) from pg_tables where schemaname = 'public'")).isEqualTo("0");
	}

	@Test
	void removesOldDumpsAndKeepsTheNewest() throws Exception {
		run("sh", "-c", "mkdir -p /tmp/old && touch -d '40 days ago' /tmp/old/portfolio-20200101T000000Z.dump");
		backup("/tmp/old", "BACKUP_KEEP_DAYS=30");
		assertThat(run("ls", "/tmp/old").getStdout().lines()).hasSize(2).noneMatch((name) -> name.contains("2020"));
	}

	@Test
	void refusesWhatCannotWork() throws Exception {
		assertThat(run("backup", "/nowhere").getStderr()).contains("/nowhere is no directory");
		assertThat(run("backup", "/tmp").getStderr()).contains("set BACKUP_DATABASE_URL");
		assertThat(run("env", "BACKUP_DATABASE_URL=postgresql://u:hunter2@db:6543/x", "backup", "/tmp").getStderr())
			.contains("transaction pooler")
			.doesNotContain("hunter2");
		ExecResult unreachable = run("env", "BACKUP_DATABASE_URL=postgresql://u:hunter2@db:1/x", "backup", "/tmp");
		assertThat(unreachable.getStderr()).contains("cannot be reached").doesNotContain("hunter2");
		assertThat(unreachable.getExitCode()).isEqualTo(1);
	}

	private static ExecResult backup(String directory, String... environment) throws Exception {
		ExecResult result = run(command(environment, "BACKUP_DATABASE_URL=" + url("test"), "backup", directory));
		assertThat(result.getExitCode()).as(result.getStderr()).isZero();
		return result;
	}

	private static ExecResult restore(String database, String dump, String... environment) throws Exception {
		return run(command(environment, "RESTORE_DATABASE_URL=" + url(database), "restore", dump));
	}

	private static String fingerprint(String database) throws Exception {
		ExecResult result = run("env", "FINGERPRINT_DATABASE_URL=" + url(database), "fingerprint");
		assertThat(result.getExitCode()).as(result.getStderr()).isZero();
		return result.getStdout();
	}

	private static String[] command(String[] environment, String... rest) {
		List<String> command = new ArrayList<>(List.of("env"));
		command.addAll(Arrays.asList(environment));
		command.addAll(Arrays.asList(rest));
		return command.toArray(String[]::new);
	}

	private static String dump(String directory) throws Exception {
		return run("sh", "-c", "ls " + directory + "/portfolio-*.dump* | grep -v sha256").getStdout().strip();
	}

	private static String sql(String database, String... statements) throws Exception {
		List<String> command = new ArrayList<>(List.of("psql", "-XAtq", "-v", "ON_ERROR_STOP=1", url(database)));
		Arrays.stream(statements).forEach((statement) -> command.addAll(List.of("-c", statement)));
		ExecResult result = run(command.toArray(String[]::new));
		assertThat(result.getExitCode()).as(result.getStderr()).isZero();
		return result.getStdout().strip();
	}

	private static String url(String database) {
		return "postgresql://test:test@db:5432/" + database;
	}

	private static ExecResult run(String... command) throws IOException, InterruptedException {
		return BACKUP.execInContainer(command);
	}

}
