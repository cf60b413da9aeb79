package io.portfolioplatform.ratelimit.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any text as the key of a route, by {@code fuzz/run}; here the inputs that were kept.
 */
class RequestExpressionFuzzTests {

	/**
	 * It selects a key, or is refused with a cure.
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		try {
			RequestExpression.parse(new String(input, StandardCharsets.UTF_8), "platform.ratelimit.routes[0].key");
		}
		catch (InvalidRateLimitException ex) {
			check(ex.getMessage().contains("platform.ratelimit.routes[0].key"), ex.getMessage());
		}
	}

	private static void check(boolean held, String what) {
		if (!held) {
			throw new AssertionError(what);
		}
	}

	static Stream<Path> kept() throws IOException {
		return Files.list(Path.of("src/test/resources/fuzz/limit-key"));
	}

	@ParameterizedTest
	@MethodSource
	void kept(Path input) throws IOException {
		fuzzerTestOneInput(Files.readAllBytes(input));
	}

}
