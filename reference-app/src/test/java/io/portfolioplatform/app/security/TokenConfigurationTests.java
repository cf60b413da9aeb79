package io.portfolioplatform.app.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.events.Event;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TokenConfiguration} with the keys of a project served over HTTP.
 */
class TokenConfigurationTests {

	private final UUID user = UUID.randomUUID();

	private final ApplicationContextRunner context = new ApplicationContextRunner()
		.withUserConfiguration(TestConfiguration.class);

	private ECKey key;

	private volatile byte[] published = {};

	private final AtomicInteger fetches = new AtomicInteger();

	private HttpServer supabase;

	@BeforeEach
	void startSupabase() throws IOException, JOSEException {
		this.key = new ECKeyGenerator(Curve.P_256).keyID("current").generate();
		publish(this.key);
		this.supabase = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.supabase.createContext("/auth/v1/.well-known/jwks.json", (exchange) -> {
			this.fetches.incrementAndGet();
			byte[] keys = this.published;
			exchange.sendResponseHeaders(200, keys.length);
			exchange.getResponseBody().write(keys);
			exchange.close();
		});
		this.supabase.start();
	}

	@AfterEach
	void stopSupabase() {
		this.supabase.stop(0);
	}

	@Test
	void verifiesWithTheProjectsPublishedKeys() {
		this.context.withPropertyValues("supabase.url=" + url() + "/").run((context) -> {
			JwtDecoder decoder = context.getBean(JwtDecoder.class);
			assertThat(decoder.decode(signed(claims().build(), this.key)).getSubject()).isEqualTo(this.user.toString());
		});
	}

	@Test
	void verifiesRs256() throws JOSEException {
		RSAKey rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
		publish(rsa);
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").build(),
				claims().build());
		token.sign(new RSASSASigner(rsa));
		this.context.withPropertyValues("supabase.url=" + url())
			.run((context) -> assertThat(context.getBean(JwtDecoder.class).decode(token.serialize())).isNotNull());
	}

	@Test
	void forgetsVerifiedTokensWhenTheKeyIsRotated() throws JOSEException {
		ECKey next = new ECKeyGenerator(Curve.P_256).keyID("next").generate();
		this.context.withPropertyValues("supabase.url=" + url()).run((context) -> {
			JwtDecoder decoder = context.getBean(JwtDecoder.class);
			String old = signed(claims().build(), this.key);
			decoder.decode(old);
			publish(next);
			assertThat(decoder.decode(old)).as("remembered, until a token of the next key is seen").isNotNull();
			decoder.decode(signed(claims().build(), next));
			assertRefused(decoder, old);
		});
	}

	/**
	 * Supabase asks for ten at most.
	 */
	@Test
	void keepsKeysForLessThanTenMinutes() {
		assertThat(JWKSourceBuilder.DEFAULT_CACHE_TIME_TO_LIVE).isBetween(60_000L, 600_000L);
	}

	@Test
	void fetchesTheKeysOnceForManyTokensAndOnceMoreWhenTheyAreRotated() throws JOSEException {
		ECKey next = new ECKeyGenerator(Curve.P_256).keyID("next").generate();
		this.context.withPropertyValues("supabase.url=" + url()).run((context) -> {
			JwtDecoder decoder = context.getBean(JwtDecoder.class);
			assertThat(this.fetches).as("none before they are needed").hasValue(0);
			for (int token = 0; token < 50; token++) {
				decoder.decode(signed(claims().jwtID("old-" + token).build(), this.key));
			}
			assertThat(this.fetches).hasValue(1);
			publish(next);
			for (int token = 0; token < 50; token++) {
				decoder.decode(signed(claims().jwtID("new-" + token).build(), next));
			}
			assertThat(this.fetches).hasValue(2);
		});
	}

	/**
	 * Anybody can send tokens with identifiers of keys that never were.
	 */
	@Test
	void fetchesNoKeysForAFloodOfUnknownOnes() throws JOSEException {
		ECKey foreign = new ECKeyGenerator(Curve.P_256).keyID("foreign").generate();
		this.context.withPropertyValues("supabase.url=" + url()).run((context) -> {
			JwtDecoder decoder = context.getBean(JwtDecoder.class);
			decoder.decode(signed(claims().build(), this.key));
			long start = System.nanoTime();
			for (int token = 0; token < 200; token++) {
				ECKey unknown = new ECKey.Builder(foreign).keyID("unknown-" + token).build();
				assertRefused(decoder, signed(claims().build(), unknown));
			}
			// The first fetch, and two in each half of a minute that has begun since.
			long allowed = 1 + 2 * (1 + Duration.ofNanos(System.nanoTime() - start).toSeconds() / 30);
			assertThat(this.fetches.get()).isLessThanOrEqualTo((int) allowed);
			decoder.decode(signed(claims().jwtID("other").build(), this.key));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "../../../../dev/null", "' or '1'='1", "next\u0000", "http://127.0.0.1/keys" })
	void looksForAKeyNowhereElse(String id) throws JOSEException {
		ECKey foreign = new ECKeyGenerator(Curve.P_256).keyID(id).generate();
		this.context.withPropertyValues("supabase.url=" + url())
			.run((context) -> assertRefused(context.getBean(JwtDecoder.class), signed(claims().build(), foreign)));
	}

	/**
	 * The address or the key comes with the token: neither is followed.
	 */
	@Test
	void takesNoKeyFromTheToken() throws Exception {
		ECKey foreign = new ECKeyGenerator(Curve.P_256).keyID("foreign").generate();
		publish(this.key);
		AtomicInteger asked = new AtomicInteger();
		this.supabase.createContext("/foreign", (exchange) -> {
			asked.incrementAndGet();
			exchange.sendResponseHeaders(404, -1);
			exchange.close();
		});
		URI elsewhere = URI.create(url() + "/foreign");
		for (JWSHeader.Builder header : List.of(new JWSHeader.Builder(JWSAlgorithm.ES256).jwk(foreign.toPublicJWK()),
				new JWSHeader.Builder(JWSAlgorithm.ES256).jwkURL(elsewhere).keyID("foreign"),
				new JWSHeader.Builder(JWSAlgorithm.ES256).x509CertURL(elsewhere).keyID("current"))) {
			SignedJWT token = new SignedJWT(header.build(), claims().build());
			token.sign(new ECDSASigner(foreign));
			this.context.withPropertyValues("supabase.url=" + url())
				.run((context) -> assertRefused(context.getBean(JwtDecoder.class), token.serialize()));
		}
		assertThat(asked).hasValue(0);
	}

	/**
	 * A published key is known to everybody, and its text is as good a secret as any.
	 */
	@Test
	void takesNoPublishedKeyForTheSecret() throws JOSEException {
		RSAKey rsa = new RSAKeyGenerator(2048).keyID("current").generate();
		publish(rsa);
		byte[] der = rsa.toRSAPublicKey().getEncoded();
		String pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(der)
				+ "\n-----END PUBLIC KEY-----\n";
		this.context.withPropertyValues("supabase.url=" + url(), DemoTokens.PROPERTY).run((context) -> {
			JwtDecoder decoder = context.getBean(JwtDecoder.class);
			for (String text : List.of(pem, pem.strip(), rsa.toPublicJWK().toString(), rsa.getModulus().toString(),
					Base64.getEncoder().encodeToString(der))) {
				assertRefused(decoder, DemoTokens.sign(claims().build(), text));
			}
			assertThat(decoder.decode(DemoTokens.sign(claims().build(), DemoTokens.SECRET))).isNotNull();
		});
	}

	@Test
	void acceptsSecretAndPublishedKeysDuringRotation() {
		this.context.withPropertyValues("supabase.url=" + url(), DemoTokens.PROPERTY).run((context) -> {
			JwtDecoder decoder = context.getBean(JwtDecoder.class);
			assertThat(decoder.decode(signed(claims().build(), this.key))).isNotNull();
			assertThat(decoder.decode(DemoTokens.sign(claims().build(), DemoTokens.SECRET))).isNotNull();
		});
	}

	@Test
	void refusesTheSecretsAlgorithmWithoutASecret() {
		this.context.withPropertyValues("supabase.url=" + url()).run((context) -> {
			String publishedKeyAsSecret = DemoTokens.sign(claims().build(), this.key.toPublicJWK().toString());
			assertRefused(context.getBean(JwtDecoder.class), publishedKeyAsSecret);
		});
	}

	@Test
	void refusesAnotherProjectsTokens() throws JOSEException {
		ECKey foreign = new ECKeyGenerator(Curve.P_256).keyID("current").generate();
		this.context.withPropertyValues("supabase.url=" + url()).run((context) -> {
			JwtDecoder decoder = context.getBean(JwtDecoder.class);
			assertRefused(decoder, signed(claims().build(), foreign));
			assertRefused(decoder, signed(claims().issuer("https://other.supabase.co/auth/v1").build(), this.key));
			assertRefused(decoder, signed(claims().issuer(null).build(), this.key));
			assertRefused(decoder, signed(claims().expirationTime(new Date(0)).build(), this.key));
		});
	}

	@Test
	void refusesAnotherIssuerUnderTheSharedSecret() {
		this.context.withPropertyValues("supabase.url=" + url(), DemoTokens.PROPERTY).run((context) -> {
			JwtDecoder decoder = context.getBean(JwtDecoder.class);
			for (String issuer : new String[] { "https://other.supabase.co/auth/v1", url(), url() + "/auth/v1/", "",
					null }) {
				assertRefused(decoder, DemoTokens.sign(claims().issuer(issuer).build(), DemoTokens.SECRET));
			}
			assertThat(decoder.decode(DemoTokens.sign(claims().build(), DemoTokens.SECRET))).isNotNull();
		});
	}

	@Test
	void takesAnyIssuerUnderTheSharedSecretWhereItDoesNotKnowTheProject() {
		this.context.withPropertyValues("supabase.url=", DemoTokens.PROPERTY).run((context) -> {
			JwtDecoder decoder = context.getBean(JwtDecoder.class);
			String issuer = "https://other.supabase.co/auth/v1";
			assertThat(decoder.decode(DemoTokens.sign(claims().issuer(issuer).build(), DemoTokens.SECRET))).isNotNull();
		});
	}

	@Test
	void blamesItselfWhenKeysCannotBeFetched() {
		this.supabase.stop(0);
		this.context.withPropertyValues("supabase.url=" + url()).run((context) -> {
			JwtDecoder decoder = context.getBean(JwtDecoder.class);
			// Later ones are not looked for: two looks in half a minute are allowed.
			for (int token = 0; token < 5; token++) {
				assertThatExceptionOfType(JwtException.class)
					.isThrownBy(() -> decoder.decode(signed(claims().build(), this.key)))
					.isNotInstanceOf(BadJwtException.class);
			}
		});
	}

	/**
	 * As another thread does whose half of a minute has just begun.
	 */
	@Test
	void findsAKeyThatCameWhileNoMoreLooksWereAllowed() throws Exception {
		ECKey next = new ECKeyGenerator(Curve.P_256).keyID("next").generate();
		AtomicBoolean rotated = new AtomicBoolean();
		TokenKeys keys = new TokenKeys(new SupabaseProject(url() + "/auth/v1", null), new KeyRotation(() -> {
		}) {
			@Override
			public void notify(Event<CachingJWKSetSource<SecurityContext>, SecurityContext> event) {
				if (event instanceof CachingJWKSetSource.RefreshInitiatedEvent && rotated.compareAndSet(true, false)) {
					look(event.getSource());
					look(event.getSource());
				}
			}
		});
		assertThat(keys.selectJWSKeys(header("current"), null)).isNotEmpty();
		assertThat(keys.selectJWSKeys(header("unknown"), null)).isEmpty();
		publish(next);
		rotated.set(true);
		assertThat(keys.selectJWSKeys(header("next"), null)).isNotEmpty();
		assertThat(this.fetches).as("of the token itself none").hasValue(4);
	}

	private static void look(JWKSetSource<SecurityContext> source) {
		try {
			source.getJWKSet(JWKSetCacheRefreshEvaluator.forceRefresh(), System.currentTimeMillis() + 60_000, null);
		}
		catch (KeySourceException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static JWSHeader header(String key) {
		return new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key).build();
	}

	@ParameterizedTest
	@ValueSource(strings = { "supabase.url=", "supabase.jwt-secret=", "unrelated=1" })
	void namesBothVariablesWhenNothingIsConfigured(String property) {
		this.context.withPropertyValues(property).run((context) -> {
			FailureAnalysis analysis = analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("SUPABASE_URL", "SUPABASE_JWT_SECRET");
			assertThat(analysis.getAction()).contains("SUPABASE_URL", "SUPABASE_JWT_SECRET");
		});
	}

	@ParameterizedTest
	@CsvSource({ "supabase.jwt-secret, too-short, SUPABASE_JWT_SECRET",
			"supabase.url, my-project.example, SUPABASE_URL", "supabase.url, ftp://supabase.co, SUPABASE_URL",
			"supabase.url, https://me:hidden@supabase.co, SUPABASE_URL", "supabase.url, https://a b.co, SUPABASE_URL" })
	void namesTheVariableThatCannotWorkWithoutItsValue(String property, String value, String variable) {
		this.context.withPropertyValues(property + "=" + value).run((context) -> {
			FailureAnalysis analysis = analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains(variable).doesNotContain(value);
			assertThat(analysis.getAction()).doesNotContain(value);
		});
	}

	/**
	 * Their names are no properties of this group.
	 */
	@Test
	void leavesOtherFilesOfAConfigTreeAlone(@TempDir Path secrets) throws IOException {
		Files.writeString(secrets.resolve("SUPABASE_ANON_KEY"), "anon");
		Files.writeString(secrets.resolve("SUPABASE_JWT_SECRET"), DemoTokens.SECRET);
		this.context.withPropertyValues(DemoTokens.PROPERTY)
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new ConfigTreePropertySource("secrets", secrets)))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void tellsNobodyTheSecret() {
		SupabaseProperties properties = new SupabaseProperties(null, DemoTokens.SECRET);
		assertThat(properties.toString()).doesNotContain(DemoTokens.SECRET);
		assertThat(SupabaseProject.of(properties).toString()).doesNotContain(DemoTokens.SECRET);
	}

	private FailureAnalysis analyze(Throwable failure) {
		return new InvalidSecurityConfigurationFailureAnalyzer().analyze(failure);
	}

	private void assertRefused(JwtDecoder decoder, String token) {
		assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decoder.decode(token));
	}

	private void publish(JWK key) {
		this.published = new JWKSet(key).toString().getBytes(StandardCharsets.UTF_8);
	}

	private String url() {
		return "http://localhost:" + this.supabase.getAddress().getPort();
	}

	private JWTClaimsSet.Builder claims() {
		return DemoTokens.claims(this.user).issuer(url() + "/auth/v1");
	}

	private static String signed(JWTClaimsSet claims, ECKey key) {
		try {
			SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
					claims);
			token.sign(new ECDSASigner(key));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(SupabaseProperties.class)
	@Import(TokenConfiguration.class)
	static class TestConfiguration {

	}

}
