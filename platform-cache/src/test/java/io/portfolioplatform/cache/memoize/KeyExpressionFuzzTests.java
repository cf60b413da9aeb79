package io.portfolioplatform.cache.memoize;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any text as the key of a method, by {@code fuzz/run}; here the inputs that were kept.
 */
class KeyExpressionFuzzTests {

	/**
	 * It selects a key, or is refused with a reason.
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		try {
			KeyExpression.parse(new String(input, StandardCharsets.UTF_8), List.of("id", "user"));
		}
		catch (IllegalArgumentException ex) {
			check(!ex.getMessage().isBlank(), "no reason");
		}
	}

	private static void check(boolean held, String what) {
		if (!held) {
			throw new AssertionError(what);
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
