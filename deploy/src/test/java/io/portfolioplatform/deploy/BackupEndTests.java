package io.portfolioplatform.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is left of a backup that is ended or whose dump was not taken, with stand-ins for
 * PostgreSQL's programs: the real ones are in {@link BackupTests}.
 */
class BackupEndTests {

	private static final String OLD = "portfolio-20260101T021700Z.dump";

	@TempDir
	Path directory;

	private Path backups;

	@BeforeEach
	void programs() throws IOException {
		this.backups = Files.createDirectory(this.directory.resolve("backups"));
		program("psql", "case $3 in *version_num*) echo 170004 ;; *) echo 1 ;; esac");
		program("pg_restore", "");
		program("pg_dump", """
				if [ "$1" = --version ]; then echo 'pg_dump (PostgreSQL) 17.4'; exit; fi
				for argument; do case $argument in --file=*) echo plain > "${argument#--file=}" ;; esac; done
				if [ -n "${ENDLESS:-}" ]; then echo $$ > "$ENDLESS"; exec sleep 300; fi""");
	}

	@ParameterizedTest
	@CsvSource({ "backup, 143", "backup-daily, 0" })
	void leavesNothingInPlainWhenItIsEnded(String command, int exitCode) throws Exception {
		Path pid = this.directory.resolve("pid");
		Process process = start(command, Map.of("ENDLESS", pid.toString()));
		await().until(() -> Files.exists(pid) && !Files.readString(pid).isEmpty());
		ProcessHandle dumping = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
		assertThat(names()).singleElement().asString().endsWith(".partial");
		process.destroy();
		assertThat(process.waitFor()).isEqualTo(exitCode);
		assertThat(names()).isEmpty();
		await().atMost(Duration.ofSeconds(30)).until(() -> !dumping.isAlive());
	}

	@Test
	void removesWhatAKilledOneLeft() throws Exception {
		write("." + OLD + ".partial", Duration.ofHours(3));
		write("." + OLD + ".partial.enc", Duration.ofHours(3));
		write(".portfolio-of-another-that-runs.dump.partial", Duration.ofMinutes(10));
		assertThat(start("backup", Map.of()).waitFor()).isZero();
		assertThat(names()).hasSize(3)
			.contains(".portfolio-of-another-that-runs.dump.partial")
			.noneMatch((name) -> name.contains(OLD));
	}

	@ParameterizedTest
	@CsvSource({ "24, 2", "13, 2", "11, 1" })
	void aDumpThatWasNotTakenCostsNoNight(int hours, int dumps) throws Exception {
		Path taken = Files.createDirectory(this.directory.resolve("taken"));
		write(OLD, Duration.ofHours(hours));
		Files.writeString(write(".not-uploaded", Duration.ofHours(hours)), OLD);
		Files.setLastModifiedTime(this.backups.resolve(".not-uploaded"),
				before(Duration.ofHours(hours).minusMinutes(1)));
		assertThat(start("backup", Map.of("BACKUP_UPLOAD", "cp -t " + taken)).waitFor()).isZero();
		assertThat(names().stream().filter((name) -> name.endsWith(".dump"))).hasSize(dumps).contains(OLD);
		assertThat(taken.resolve(OLD).toFile().exists()).isEqualTo(dumps == 1);
		try (Stream<Path> files = Files.list(taken)) {
			assertThat(files).hasSize(1);
		}
	}

	private Process start(String command, Map<String, String> more) throws IOException {
		ProcessBuilder builder = new ProcessBuilder("deploy/bin/" + command, this.backups.toString())
			.directory(Commands.ROOT.toFile())
			.redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("output").toFile());
		builder.environment()
			.putAll(Map.of("PATH",
					this.directory + ":" + Commands.ROOT.resolve("deploy/bin") + ":" + System.getenv("PATH"),
					"BACKUP_DATABASE_URL", "postgresql://u:secret@h:5432/x"));
		builder.environment().putAll(more);
		return builder.start();
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(this.backups)) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
	}

	private Path write(String name, Duration age) throws IOException {
		Path file = Files.writeString(this.backups.resolve(name), "plain");
		return Files.setLastModifiedTime(file, before(age));
	}

	private static FileTime before(Duration age) {
		return FileTime.from(Instant.now().minus(age));
	}

	private void program(String name, String body) throws IOException {
		Path file = Files.writeString(this.directory.resolve(name), "#!/usr/bin/env bash\n" + body + "\n");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

}
