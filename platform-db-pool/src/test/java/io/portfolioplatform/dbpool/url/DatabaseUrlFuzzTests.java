package io.portfolioplatform.dbpool.url;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any text as {@code DATABASE_URL}, by {@code fuzz/run}; here the inputs that were kept.
 */
class DatabaseUrlFuzzTests {

	private static final String SECRET = "hunter2hunter2";

	/**
	 * It is read, or refused with a cure; a password is shown in neither case.
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		String text = new String(input, StandardCharsets.UTF_8);
		for (String url : new String[] { text, "postgresql://app:" + SECRET + "@" + text,
				"jdbc:postgresql://db/app?password=" + SECRET + "&" + text }) {
			try {
				DatabaseUrl read = DatabaseUrl.parse(url, "DATABASE_URL");
				assertThat(read.jdbcUrl()).startsWith("jdbc:postgresql:");
				assertThat(read.toString()).doesNotContain(SECRET);
			}
			catch (InvalidDatabaseUrlException ex) {
				assertThat(ex.getMessage()).isNotBlank().doesNotContain(SECRET);
				assertThat(ex.getCure()).isNotBlank().doesNotContain(SECRET);
			}
		}
	}

	static Stream<Path> kept() throws IOException {
		return Files.list(Path.of("src/test/resources/fuzz/database-url"));
	}

	@ParameterizedTest
	@MethodSource
	void kept(Path input) throws IOException {
		fuzzerTestOneInput(Files.readAllBytes(input));
	}

}
