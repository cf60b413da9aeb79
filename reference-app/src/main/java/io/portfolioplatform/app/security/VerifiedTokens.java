package io.portfolioplatform.app.security;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.apache.commons.codec.digest.DigestUtils;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Remembers verified tokens by their SHA-256, so that a signature is checked once per
 * token and five minutes instead of once per request. All are forgotten when other keys
 * are published. Refused tokens are not remembered: nobody can fill the memory with them.
 */
class VerifiedTokens implements JwtDecoder {

	static final int MAXIMUM = 10_000;

	/**
	 * As long as the published keys are kept: a revoked key ends within twice this time.
	 */
	private static final Duration REMEMBERED = Duration.ofMinutes(5);

	private final JwtDecoder decoder;

	private final Clock clock;

	private final Cache<ByteBuffer, Jwt> tokens;

	/**
	 * Creates the decoder.
	 * @param verifier makes what verifies; it is handed what to call when the keys change
	 */
	VerifiedTokens(Function<Runnable, JwtDecoder> verifier) {
		// Not the application's clock: a demo stands at another day, its tokens do not.
		this(verifier, Clock.systemUTC(), MAXIMUM);
	}

	VerifiedTokens(Function<Runnable, JwtDecoder> verifier, Clock clock, int maximum) {
		this.clock = clock;
		this.tokens = Caffeine.newBuilder()
			.maximumSize(maximum)
			.expireAfterWrite(REMEMBERED)
			// On the caller's thread: to wake another costs more than the work.
			.executor(Runnable::run)
			.build();
		this.decoder = verifier.apply(this.tokens::invalidateAll);
	}

	@Override
	public Jwt decode(String token) {
		ByteBuffer key = ByteBuffer.wrap(DigestUtils.sha256(token));
		Jwt remembered = this.tokens.getIfPresent(key);
		if (remembered != null && isCurrent(remembered)) {
			return remembered;
		}
		Jwt verified = this.decoder.decode(token);
		this.tokens.put(key, verified);
		return verified;
	}

	private boolean isCurrent(Jwt token) {
		Instant expiry = token.getExpiresAt();
		return expiry != null && this.clock.instant().isBefore(expiry);
	}

	long size() {
		this.tokens.cleanUp();
		return this.tokens.estimatedSize();
	}

}
