package io.portfolioplatform.app.session;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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

	private static final String INVALID = """
			{"code":400,"error_code":"invalid_credentials","msg":"Invalid login credentials"}""";

	private final JsonMapper json = JsonMapper.builder().build();

	private final Map<String, UUID> refreshTokens = new ConcurrentHashMap<>();

	private final AtomicInteger refreshes = new AtomicInteger();

	private final ECKey key;

	private final HttpServer server;

	private volatile Duration lifetime = Duration.ofHours(1);

	private volatile int failure;

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
	 * Lets tokens end sooner than after an hour.
	 * @param lifetime time until a token ends
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
		this.failure = status;
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
			answer(exchange, this.failure, "{\"code\":" + this.failure + ",\"msg\":\"Database error\"}");
		}
		else if (exchange.getRequestURI().getQuery().equals("grant_type=refresh_token")) {
			UUID user = this.refreshTokens.remove(form.path("refresh_token").stringValue());
			this.refreshes.incrementAndGet();
			grant(exchange, user, "person@example.com");
		}
		else {
			String email = form.path("email").stringValue();
			grant(exchange, PASSWORD.equals(form.path("password").stringValue()) ? user(email) : null, email);
		}
	}

	private void grant(HttpExchange exchange, UUID user, String email) throws IOException {
		if (user == null) {
			answer(exchange, 400, INVALID);
			return;
		}
		String refreshToken = UUID.randomUUID().toString();
		this.refreshTokens.put(refreshToken, user);
		answer(exchange, 200,
				this.json.writeValueAsString(Map.of("access_token", signed(user), "token_type", "bearer", "expires_in",
						this.lifetime.toSeconds(), "refresh_token", refreshToken, "user",
						Map.of("id", user.toString(), "email", email))));
	}

	private String signed(UUID user) {
		try {
			Instant now = Instant.now();
			SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build(),
					new JWTClaimsSet.Builder().issuer(url() + "/auth/v1")
						.subject(user.toString())
						.audience("authenticated")
						.claim("role", "authenticated")
						.jwtID(UUID.randomUUID().toString())
						.issueTime(Date.from(now))
						.expirationTime(Date.from(now.plus(this.lifetime)))
						.build());
			token.sign(new ECDSASigner(this.key));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void logout(HttpExchange exchange) throws IOException {
		this.refreshTokens.clear();
		exchange.sendResponseHeaders(204, -1);
		exchange.close();
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

}
