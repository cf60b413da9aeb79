package io.portfolioplatform.app.security;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.nimbusds.jose.util.Base64URL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any text as a bearer token, by {@code fuzz/run}; here the inputs that were kept. One
 * with lines names a signer, a header and claims, so that signatures are right and what
 * stands under them is not. Among the others is one that is signed with the secret and
 * valid until the year 9999. Public, because the fuzzer initializes it.
 */
public class TokenFuzzTests {

	private static final Path KEPT = Path.of("src/test/resources/fuzz/token");

	private static final Duration SKEW = Duration.ofMinutes(2);

	private static final FuzzSigners SIGNERS = FuzzSigners.publish();

	/** A project with a secret, one with published keys, and one that moves. */
	private static final Map<String, JwtDecoder> DECODERS = Map.of("HS256", decoder(null, FuzzSigners.SECRET),
			"ES256 RS256", decoder(SIGNERS.url(), null), "HS256 ES256 RS256",
			decoder(SIGNERS.url(), FuzzSigners.SECRET));

	/**
	 * No address that a token names is asked for a key.
	 */
	public static void fuzzerInitialize() {
		int keys = URI.create(SIGNERS.url()).getPort();
		BugDetectors.allowNetworkConnections((host, port) -> port == keys);
	}

	/**
	 * It is refused, unless a key that the project has is the one for its algorithm, has
	 * signed it, and it says all that a user's token says.
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		accepting(input);
	}

	/**
	 * Tries an input with every project.
	 * @return how many of them accepted it
	 */
	private static long accepting(byte[] input) {
		String text = new String(input, StandardCharsets.UTF_8);
		String[] lines = text.split("\n", 3);
		if (lines.length < 3) {
			return DECODERS.entrySet().stream().filter((project) -> accepts(project, text, "HS256")).count();
		}
		FuzzSigners.Signer signer = SIGNERS.named(lines[0]);
		String content = Base64URL.encode(lines[1]) + "."
				+ Base64URL.encode(lines[2].replace("ISSUER", SIGNERS.issuer()));
		String token = content + "." + signer.sign(content);
		return DECODERS.entrySet().stream().filter((project) -> accepts(project, token, signer.accepted())).count();
	}

	private static boolean accepts(Map.Entry<String, JwtDecoder> project, String token, String signed) {
		try {
			check(project.getKey(), project.getValue().decode(token), signed);
			return true;
		}
		catch (JwtException ex) {
			check(ex.getMessage() != null, "no reason");
			return false;
		}
	}

	/**
	 * Checks what was accepted.
	 * @param algorithms those of the project
	 * @param token the token
	 * @param signed the only algorithm it may have been accepted with, empty if none
	 */
	private static void check(String algorithms, Jwt token, String signed) {
		check(!signed.isEmpty() && algorithms.contains(signed), "the signer is not of the project");
		check(signed.equals(token.getHeaders().get("alg")), "another algorithm: " + token.getHeaders());
		check(UUID.fromString(token.getSubject()).toString().equalsIgnoreCase(token.getSubject()), token.getSubject());
		check(token.getAudience().contains("authenticated"), "another audience");
		check("authenticated".equals(token.getClaims().get("role")), "another role");
		Instant now = Instant.now();
		check(now.minus(SKEW).isBefore(token.getExpiresAt()), "expired");
		check(token.getNotBefore() == null || token.getNotBefore().isBefore(now.plus(SKEW)), "not valid yet");
		check(!algorithms.contains("ES256") || SIGNERS.issuer().equals(token.getClaims().get("iss")), "another issuer");
	}

	private static void check(boolean held, String what) {
		if (!held) {
			throw new AssertionError(what);
		}
	}

	private static JwtDecoder decoder(@Nullable String url, @Nullable String secret) {
		return new TokenConfiguration().jwtDecoder(new SupabaseProperties(url, secret));
	}

	static Stream<Path> kept() throws IOException {
		return Files.list(KEPT);
	}

	@ParameterizedTest
	@MethodSource
	void kept(Path input) throws IOException {
		fuzzerTestOneInput(Files.readAllBytes(input));
	}

	/**
	 * Else nothing above would be checked.
	 */
	@ParameterizedTest
	@CsvSource({ "signed, 1", "of-secret, 2", "of-ec, 2", "of-ec-without-kid, 2", "of-rsa, 2", "of-rsa-pss, 0",
			"of-own-ec, 0", "of-rsa-as-secret, 0" })
	void isAcceptedByTheProjectsThatHaveItsKey(String name, long projects) throws IOException {
		assertThat(accepting(Files.readAllBytes(KEPT.resolve(name)))).isEqualTo(projects);
	}

}
