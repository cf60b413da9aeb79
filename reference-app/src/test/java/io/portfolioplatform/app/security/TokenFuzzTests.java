package io.portfolioplatform.app.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Any text as a bearer token, by {@code fuzz/run}; here the inputs that were kept. Among
 * them is one that is signed with the secret and valid until the year 9999.
 */
class TokenFuzzTests {

	private static final JwtDecoder DECODER = new TokenConfiguration()
		.jwtDecoder(new SupabaseProperties(null, "only-for-fuzzing-0123456789-0123456789"));

	/**
	 * It is refused, unless it is the one that was signed.
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		try {
			String user = DECODER.decode(new String(input, StandardCharsets.UTF_8)).getSubject();
			check("00000000-0000-4000-8000-000000000001".equals(user), user);
		}
		catch (JwtException ex) {
			check(ex.getMessage() != null, "no reason");
		}
	}

	private static void check(boolean held, String what) {
		if (!held) {
			throw new AssertionError(what);
		}
	}

	static Stream<Path> kept() throws IOException {
		return Files.list(Path.of("src/test/resources/fuzz/token"));
	}

	@ParameterizedTest
	@MethodSource
	void kept(Path input) throws IOException {
		fuzzerTestOneInput(Files.readAllBytes(input));
	}

}
