package io.portfolioplatform.perf.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/**
 * One user of the load test: the same number is always the same user.
 *
 * @param number from 0
 * @param token access token, valid for half a day
 * @param address the address the user's requests claim to come from, of the range that is
 * reserved for benchmarks (RFC 2544)
 */
public record LoadUser(int number, String token, String address) {

	private static final Duration VALID = Duration.ofHours(12);

	/**
	 * Return a user.
	 * @param number from 0
	 * @param secret what tokens are signed with, at least 32 bytes
	 * @return the user
	 */
	public static LoadUser of(int number, byte[] secret) {
		return new LoadUser(number, token(number, secret), "198.18." + number / 250 + "." + (1 + number % 250));
	}

	/**
	 * Return whom the application takes this user for.
	 * @return the subject of the token
	 */
	public UUID id() {
		return id(this.number);
	}

	private static UUID id(int number) {
		return UUID.nameUUIDFromBytes(("load-user-" + number).getBytes(StandardCharsets.UTF_8));
	}

	private static String token(int number, byte[] secret) {
		Instant now = Instant.now();
		SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256),
				new JWTClaimsSet.Builder().subject(id(number).toString())
					.audience("authenticated")
					.claim("role", "authenticated")
					.issuer("https://local.supabase.co/auth/v1")
					.issueTime(Date.from(now))
					.expirationTime(Date.from(now.plus(VALID)))
					.build());
		try {
			token.sign(new MACSigner(secret));
		}
		catch (JOSEException ex) {
			throw new IllegalArgumentException("The secret has fewer than 32 bytes", ex);
		}
		return token.serialize();
	}

}
