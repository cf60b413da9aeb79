package io.portfolioplatform.app.security;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.portfolioplatform.app.IntegrationTest;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for the tokens that {@link TokenConfiguration} accepts, through the whole filter
 * chain.
 */
@IntegrationTest
class TokenTests {

	private static final UUID USER = UUID.randomUUID();

	private static final byte[] SECRET = DemoTokens.SECRET.getBytes(StandardCharsets.UTF_8);

	/**
	 * Secret of the attacker.
	 */
	private static final byte[] OWN = "a-secret-that-only-an-attacker-knows".getBytes(StandardCharsets.UTF_8);

	@Autowired
	private MockMvcTester mvc;

	@Test
	void acceptsATokenOfTheProject() {
		assertThat(request(DemoTokens.tokenFor(USER))).hasStatusOk();
		assertThat(request(signed("{\"alg\":\"HS256\",\"kid\":\"any\"}", SECRET))).hasStatusOk();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void refuses(String what, String token) {
		MvcTestResult result = request(token);
		assertThat(result).hasStatus(HttpStatus.UNAUTHORIZED)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.isLenientlyEqualTo("""
					{ "title": "Unauthorized", "status": 401, "instance": "/api/portfolios" }
					""");
		assertThat(result.getResponse().getHeader(HttpHeaders.WWW_AUTHENTICATE)).startsWith("Bearer");
	}

	static Stream<Arguments> refuses() {
		String good = DemoTokens.tokenFor(USER);
		String[] parts = good.split("\\.");
		Date past = Date.from(Instant.now().minus(Duration.ofMinutes(5)));
		Date future = Date.from(Instant.now().plus(Duration.ofMinutes(5)));
		return Stream.of(arguments("no token at all", "x"), arguments("nothing", ""), arguments("a blank", " \t"),
				arguments("characters of no token", "<\u00e9>"), arguments("a good one and something", good + " x"),
				arguments("no signature", parts[0] + "." + parts[1] + "."),
				arguments("another user under the same signature", parts[0] + "." + otherClaims() + "." + parts[2]),
				arguments("changed signature", changed(good)),
				arguments("another secret", DemoTokens.sign(claims().build(), DemoTokens.SECRET + "x")),
				arguments("algorithm none", new PlainJWT(claims().build()).serialize()),
				arguments("algorithm HS512 with the same secret",
						signed("{\"alg\":\"HS512\"}", HmacAlgorithms.HMAC_SHA_512, SECRET)),
				arguments("algorithm nOnE", header("{\"alg\":\"nOnE\"}") + "." + parts[1] + "."),
				arguments("algorithm none with the signature",
						header("{\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2]),
				arguments("no algorithm", header("{\"typ\":\"JWT\"}") + "." + parts[1] + "." + parts[2]),
				arguments("a key in the header",
						signed("{\"alg\":\"HS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"" + Base64URL.encode(OWN) + "\"}}",
								OWN)),
				arguments("a key identifier that is a path to nothing",
						signed("{\"alg\":\"HS256\",\"kid\":\"../../../../../../dev/null\"}", new byte[32])),
				arguments("a key identifier that is a statement",
						signed("{\"alg\":\"HS256\",\"kid\":\"x' union select 'own\"}", OWN)),
				arguments("keys elsewhere", signed("{\"alg\":\"HS256\",\"jku\":\"http://localhost:1/keys\"}", OWN)),
				arguments("a certificate elsewhere",
						signed("{\"alg\":\"HS256\",\"x5u\":\"http://localhost:1/x\"}", OWN)),
				arguments("an extension that must be understood",
						signed("{\"alg\":\"HS256\",\"crit\":[\"x\"],\"x\":true}", SECRET)),
				arguments("algorithms twice", signed("{\"alg\":\"none\",\"alg\":\"HS256\"}", OWN)),
				arguments("a payload that is not encoded",
						signed("{\"alg\":\"HS256\",\"b64\":false,\"crit\":[\"b64\"]}", SECRET)),
				arguments("an encrypted token", good + ".x.y"), arguments("two tokens", good + " " + good),
				arguments("algorithm ES256 without published keys",
						header("{\"alg\":\"ES256\"}") + "." + parts[1] + "." + parts[2]),
				arguments("expired", signed((claims) -> claims.expirationTime(past))),
				arguments("no expiry", signed((claims) -> claims.expirationTime(null))),
				arguments("not valid yet", signed((claims) -> claims.notBeforeTime(future))),
				arguments("anon key",
						signed((claims) -> claims.subject(null).audience((String) null).claim("role", "anon"))),
				arguments("service_role key",
						signed((claims) -> claims.subject(null).audience((String) null).claim("role", "service_role"))),
				arguments("role of a service", signed((claims) -> claims.claim("role", "service_role"))),
				arguments("no role", signed((claims) -> claims.claim("role", null))),
				arguments("another audience", signed((claims) -> claims.audience("anon"))),
				arguments("no audience", signed((claims) -> claims.audience((String) null))),
				arguments("no subject", signed((claims) -> claims.subject(null))),
				arguments("subject that is no UUID", signed((claims) -> claims.subject("admin"))),
				arguments("subject that only looks like a UUID", signed((claims) -> claims.subject("1-1-1-1-1"))));
	}

	@Test
	void asksForATokenWhereThereIsNone() {
		MvcTestResult result = this.mvc.get().uri("/api/portfolios").exchange();
		assertThat(result).hasStatus(HttpStatus.UNAUTHORIZED).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void takesNoTokenFromTheUrl() {
		String token = DemoTokens.tokenFor(USER);
		assertThat(this.mvc.get().uri("/api/portfolios?access_token=" + token)).hasStatus(HttpStatus.UNAUTHORIZED);
	}

	@Test
	void opensNoSession() {
		MvcTestResult result = request(DemoTokens.tokenFor(USER));
		assertThat(result.getRequest().getSession(false)).isNull();
		assertThat(result.getResponse().getCookies()).isEmpty();
	}

	private MvcTestResult request(String token) {
		return this.mvc.get().uri("/api/portfolios").header(HttpHeaders.AUTHORIZATION, "Bearer " + token).exchange();
	}

	private static JWTClaimsSet.Builder claims() {
		return DemoTokens.claims(USER);
	}

	private static String signed(Consumer<JWTClaimsSet.Builder> change) {
		JWTClaimsSet.Builder claims = claims();
		change.accept(claims);
		return DemoTokens.sign(claims.build(), DemoTokens.SECRET);
	}

	/**
	 * Signs good claims under any header.
	 */
	private static String signed(String header, byte[] secret) {
		return signed(header, HmacAlgorithms.HMAC_SHA_256, secret);
	}

	private static String signed(String header, HmacAlgorithms algorithm, byte[] secret) {
		String content = header(header) + "." + Base64URL.encode(claims().build().toString());
		return content + "." + Base64URL.encode(new HmacUtils(algorithm, secret).hmac(content));
	}

	private static String otherClaims() {
		return DemoTokens.tokenFor(UUID.randomUUID()).split("\\.")[1];
	}

	private static String changed(String token) {
		// Not the last character: its low bits are padding.
		int place = token.lastIndexOf('.') + 1;
		char other = (token.charAt(place) != 'A') ? 'A' : 'B';
		return token.substring(0, place) + other + token.substring(place + 1);
	}

	private static String header(String json) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes());
	}

}
