package io.portfolioplatform.cache.memoize;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any text as the key of a method, by {@code fuzz/run}; here the inputs that were kept.
 */
class KeyExpressionFuzzTests {

	/**
	 * It selects a key, or is refused with a reason.
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		try {
			assertThat(KeyExpression.parse(new String(input, StandardCharsets.UTF_8), List.of("id", "user")))
				.isNotNull();
		}
		catch (IllegalArgumentException ex) {
			assertThat(ex.getMessage()).isNotBlank();
		}
	}

	static Stream<Path> kept() throws IOException {
		return Files.list(Path.of("src/test/resources/fuzz/cache-key"));
	}

	@ParameterizedTest
	@MethodSource
	void kept(Path input) throws IOException {
		fuzzerTestOneInput(Files.readAllBytes(input));
	}

}
