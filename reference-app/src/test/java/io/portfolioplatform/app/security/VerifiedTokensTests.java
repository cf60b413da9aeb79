package io.portfolioplatform.app.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link VerifiedTokens}.
 */
class VerifiedTokensTests {

	private static final Instant EXPIRY = Instant.parse("2026-01-01T12:00:00Z");

	private final AtomicInteger verified = new AtomicInteger();

	@Test
	void verifiesATokenOnce() {
		VerifiedTokens tokens = tokens(EXPIRY.minusSeconds(1));
		assertThat(tokens.decode("a")).isSameAs(tokens.decode("a"));
		assertThat(this.verified).hasValue(1);
	}

	@Test
	void asksAgainFromTheExpiryOn() {
		VerifiedTokens tokens = tokens(EXPIRY);
		tokens.decode("a");
		tokens.decode("a");
		assertThat(this.verified).hasValue(2);
	}

	@Test
	void remembersNoRefusal() {
		VerifiedTokens tokens = new VerifiedTokens((rotated) -> (token) -> {
			throw new BadJwtException(token);
		});
		assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode("a"));
		assertThat(tokens.size()).isZero();
	}

	@Test
	void staysWithinItsBound() {
		VerifiedTokens tokens = tokens(EXPIRY.minusSeconds(1));
		for (int i = 0; i < 100; i++) {
			tokens.decode("token" + i);
		}
		assertThat(tokens.size()).isBetween(1L, 10L);
	}

	private VerifiedTokens tokens(Instant now) {
		return new VerifiedTokens((rotated) -> this::verify, Clock.fixed(now, ZoneOffset.UTC), 10);
	}

	private Jwt verify(String token) {
		this.verified.incrementAndGet();
		return Jwt.withTokenValue(token)
			.header("alg", "HS256")
			.issuedAt(EXPIRY.minus(Duration.ofHours(1)))
			.expiresAt(EXPIRY)
			.build();
	}

}
