package io.portfolioplatform.app.session;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The part of Supabase Auth that a sign-in sees, on a real socket: ES256 tokens with
 * published keys, refresh tokens that work once, its error bodies.
 */
public final class FakeSupabase implements AutoCloseable {

	/**
	 * Password of every account.
	 */
	public static final String PASSWORD = "correct horse";

	static final String ANON_KEY = "anon-key-of-the-fake";

	private static final Duration AN_HOUR = Duration.ofHours(1);

	private static final String INVALID = """
			{"code":400,"error_code":"invalid_credentials","msg":"Invalid login credentials"}""";

	private final JsonMapper json = JsonMapper.builder().build();

	private final Map<String, Login> refreshTokens = new ConcurrentHashMap<>();

	private final AtomicInteger refreshes = new AtomicInteger();

	private final AtomicInteger signOuts = new AtomicInteger();

	private final ECKey key;

	private final HttpServer server;

	private volatile Duration lifetime = AN_HOUR;

	private volatile int failure;

	private volatile String failureBody = "";

	private FakeSupabase(HttpServer server, ECKey key) {
		this.server = server;
		this.key = key;
	}

	/**
	 * Starts one on a free port.
	 * @return the server
	 */
	public static FakeSupabase start() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			FakeSupabase supabase = new FakeSupabase(server, new ECKeyGenerator(Curve.P_256).keyID("one").generate());
			server.createContext("/auth/v1/.well-known/jwks.json",
					(exchange) -> answer(exchange, 200, new JWKSet(supabase.key).toString()));
			server.createContext("/auth/v1/token", supabase::token);
			server.createContext("/auth/v1/logout", supabase::logout);
			server.start();
			return supabase;
		}
		catch (IOException | JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns what an application is configured with.
	 * @return properties
	 */
	public Map<String, String> properties() {
		return Map.of("SUPABASE_URL", url(), "SUPABASE_ANON_KEY", ANON_KEY, "APP_SECRET_KEY",
				"kX7qPz2mWv9sRt4uYb6nDf8gHj1lAc3e5Ee0");
	}

	String url() {
		return "http://localhost:" + this.server.getAddress().getPort();
	}

	/**
	 * Lets tokens end sooner than after an hour, as if they had been issued before.
	 * @param lifetime time until a token ends, negative if it has ended
	 */
	public void tokensEndAfter(Duration lifetime) {
		this.lifetime = lifetime;
	}

	/**
	 * Returns how many tokens were refreshed.
	 * @return the number
	 */
	public int refreshes() {
		return this.refreshes.get();
	}

	/**
	 * Answers with an error from now on.
	 * @param status its status, 0 for none
	 */
	public void failWith(int status) {
		failWith(status, "{\"code\":" + status + ",\"msg\":\"Database error\"}");
	}

	void failWith(int status, String body) {
		this.failureBody = body;
		this.failure = status;
	}

	/**
	 * Returns how many times it was asked to end a session.
	 * @return the number
	 */
	int signOuts() {
		return this.signOuts.get();
	}

	void forgetSessions() {
		this.refreshTokens.clear();
	}

	int sessions() {
		return this.refreshTokens.size();
	}

	static UUID user(String email) {
		return UUID.nameUUIDFromBytes(email.getBytes(StandardCharsets.UTF_8));
	}

	private void token(HttpExchange exchange) throws IOException {
		JsonNode form = this.json.readTree(exchange.getRequestBody());
		if (!ANON_KEY.equals(exchange.getRequestHeaders().getFirst("apikey"))) {
			answer(exchange, 401, "{\"message\":\"Invalid API key\"}");
		}
		else if (this.failure != 0) {
			exchange.getResponseHeaders().set("Retry-After", "17");
			answer(exchange, this.failure, this.failureBody);
		}
		else if (exchange.getRequestURI().getQuery().equals("grant_type=refresh_token")) {
			this.refreshes.incrementAndGet();
			grant(exchange, this.refreshTokens.remove(form.path("refresh_token").stringValue()));
		}
		else {
			boolean known = PASSWORD.equals(form.path("password").stringValue());
			grant(exchange, known ? new Login(form.path("email").stringValue(), UUID.randomUUID()) : null);
		}
	}

	private void grant(HttpExchange exchange, @Nullable Login login) throws IOException {
		if (login == null) {
			answer(exchange, 400, INVALID);
			return;
		}
		String refreshToken = UUID.randomUUID().toString();
		this.refreshTokens.put(refreshToken, login);
		answer(exchange, 200,
				this.json.writeValueAsString(Map.of("access_token", signed(login), "token_type", "bearer", "expires_in",
						this.lifetime.toSeconds(), "refresh_token", refreshToken, "user",
						Map.of("id", user(login.email()).toString(), "email", login.email()))));
	}

	private String signed(Login login) {
		try {
			Instant end = Instant.now().plus(this.lifetime);
			SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build(),
					new JWTClaimsSet.Builder().issuer(url() + "/auth/v1")
						.subject(user(login.email()).toString())
						.audience("authenticated")
						.claim("role", "authenticated")
						.claim("session_id", login.session().toString())
						.jwtID(UUID.randomUUID().toString())
						.issueTime(Date.from(end.minus(AN_HOUR)))
						.expirationTime(Date.from(end))
						.build());
			token.sign(new ECDSASigner(this.key));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void logout(HttpExchange exchange) throws IOException {
		this.signOuts.incrementAndGet();
		String session = sessionOf(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
		if (this.failure != 0) {
			answer(exchange, this.failure, this.failureBody);
		}
		else if (session == null) {
			answer(exchange, 403, "{\"code\":403,\"error_code\":\"bad_jwt\",\"msg\":\"token is expired\"}");
		}
		else if (this.refreshTokens.values().removeIf((login) -> login.session().toString().equals(session))) {
			exchange.sendResponseHeaders(204, -1);
			exchange.close();
		}
		else {
			answer(exchange, 403, "{\"code\":403,\"error_code\":\"session_not_found\",\"msg\":\"no session\"}");
		}
	}

	private @Nullable String sessionOf(String authorization) {
		try {
			SignedJWT token = SignedJWT.parse(authorization.replace("Bearer ", ""));
			JWTClaimsSet claims = token.getJWTClaimsSet();
			boolean valid = token.verify(new ECDSAVerifier(this.key)) && claims.getExpirationTime().after(new Date());
			return valid ? claims.getStringClaim("session_id") : null;
		}
		catch (ParseException | JOSEException ex) {
			return null;
		}
	}

	private static void answer(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	/**
	 * Somebody who signed in, as often as it is renewed.
	 *
	 * @param email who it is
	 * @param session what ends when they sign out
	 */
	private record Login(String email, UUID session) {

	}

}
