package io.portfolioplatform.app.security;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/**
 * Issues tokens as Supabase would, signed with a secret that only demos and tests
 * configure. They are valid for a year by the real clock, at whatever day the demo
 * stands.
 */
public final class DemoTokens {

	/**
	 * Secret of the demo, which protects nothing.
	 */
	public static final String SECRET = "demo-secret-that-protects-nothing-but-the-demo";

	/**
	 * Property that makes an application accept these tokens.
	 */
	public static final String PROPERTY = "supabase.jwt-secret=" + SECRET;

	private static final Duration VALIDITY = Duration.ofDays(365);

	private DemoTokens() {
	}

	public static String tokenFor(UUID user) {
		return sign(claims(user).build(), SECRET);
	}

	/**
	 * Signs a token of a user whom an administrator made an operator.
	 * @param user the user
	 * @return the token
	 */
	public static String operatorTokenFor(UUID user) {
		return sign(claims(user).claim("app_metadata", Map.of("portfolio_role", "operator")).build(), SECRET);
	}

	/**
	 * Signs a token of a user who claims to be an operator where users write themselves.
	 * @param user the user
	 * @return the token
	 */
	public static String selfMadeOperatorTokenFor(UUID user) {
		return sign(claims(user).claim("user_metadata", Map.of("portfolio_role", "operator")).build(), SECRET);
	}

	static JWTClaimsSet.Builder claims(UUID user) {
		Instant now = Instant.now();
		return new JWTClaimsSet.Builder().issuer("https://demo.supabase.co/auth/v1")
			.subject(user.toString())
			.audience("authenticated")
			.claim("role", "authenticated")
			.issueTime(Date.from(now))
			.expirationTime(Date.from(now.plus(VALIDITY)));
	}

	static String sign(JWTClaimsSet claims, String secret) {
		try {
			SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
			token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
