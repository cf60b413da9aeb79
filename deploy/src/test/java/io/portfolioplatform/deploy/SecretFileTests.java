package io.portfolioplatform.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that secrets are their owner's: as files, and in what others see of commands.
 */
class SecretFileTests {

	/** A value that becomes an argument: psql's variable, curl's header. */
	private static final Pattern ARGUMENT = Pattern
		.compile("-v (password|secret|token)=|-H \"Authorization: [^\"]*\\$|--(user|password)[= ]\"?\\$");

	@TempDir
	Path directory;

	@Test
	void onlyTheOwnerEntersTheirFolder() throws Exception {
		Path secrets = this.directory.resolve("secrets");
		init(secrets);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets))).isEqualTo("rwx------");
		try (Stream<Path> files = Files.list(secrets)) {
			for (Path file : files.toList()) {
				assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
					.as("%s, which containers read as other users", file)
					.isEqualTo("rw-r--r--");
			}
		}
	}

	/**
	 * What an earlier version made is for reading only: whoever is not root writes
	 * nothing to it.
	 */
	@Test
	void keepsWhatExists() throws Exception {
		init(this.directory);
		FileTime before = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
		List<Path> files;
		try (Stream<Path> found = Files.list(this.directory)) {
			files = found.toList();
		}
		assertThat(files).hasSizeGreaterThan(10);
		for (Path file : files) {
			Files.setLastModifiedTime(file, before);
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
		}
		Files.delete(this.directory.resolve("app_password"));
		init(this.directory);
		for (Path file : files) {
			if (!file.endsWith("app_password")) {
				assertThat(Files.getLastModifiedTime(file)).as("%s is as it was", file).isEqualTo(before);
			}
		}
		assertThat(this.directory.resolve("app_password")).isNotEmptyFile();
	}

	@Test
	void noneIsAnArgument() throws Exception {
		try (Stream<Path> files = Stream.of("bin", "docker", "local").map(Path::of).flatMap(SecretFileTests::files)) {
			assertThat(files).hasSizeGreaterThan(30).noneMatch((file) -> ARGUMENT.matcher(Document.text(file)).find());
		}
		assertThat(ARGUMENT.matcher("psql -v password=\"$(<x)\"").find()).isTrue();
		assertThat(ARGUMENT.matcher("curl -H \"Authorization: Bearer $token\"").find()).isTrue();
	}

	private static Stream<Path> files(Path folder) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> Files.isRegularFile(file) && !file.startsWith("local/run")).toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void init(Path secrets) throws Exception {
		Commands.run(Map.of("SECRETS", secrets.toString()), "deploy/bin/init-secrets");
	}

}
