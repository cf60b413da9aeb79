package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Leaks}.
 */
class LeaksTests {

	@TempDir
	private Path system;

	@BeforeEach
	void secrets() throws IOException {
		write("secrets/app_password", "s3cret-pass\n");
		write("secrets/short", "abc\n");
		write("secrets/unset", "");
	}

	@Test
	void findsSecretsAndTokens() throws IOException {
		write("log/backend-1", "Connecting to jdbc:postgresql://h/db?password=s3cret-pass\nabc");
		write("edge/access.log", "GET / Bearer ey.token.of-ann");
		assertThat(Leaks.of(this.system, Map.of("Ann", "ey.token.of-ann")))
			.containsExactly("app_password in log/backend-1", "Ann in edge/access.log");
	}

	@Test
	void findsNothingWhereNothingIsTold() throws IOException {
		write("log/backend-1", "password=***");
		assertThat(Leaks.of(this.system, Map.of("Ann", "ey.token.of-ann"))).isEmpty();
	}

	private void write(String file, String text) throws IOException {
		Path path = this.system.resolve(file);
		Files.createDirectories(path.getParent());
		Files.writeString(path, text);
	}

}
