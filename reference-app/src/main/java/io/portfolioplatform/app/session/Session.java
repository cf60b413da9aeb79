package io.portfolioplatform.app.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What the cookie holds.
 *
 * @param accessToken token of the person, valid for about an hour
 * @param refreshToken what buys the next access token, once
 * @param email who signed in, to be shown
 * @param csrfToken what a page has to send with every write: other sites make a browser
 * send the cookie, but cannot read this
 * @param role what an administrator made of the person, or {@code null}
 * @param expiresAt when the access token ends
 */
record Session(String accessToken, String refreshToken, String email, String csrfToken, @Nullable String role,
		Instant expiresAt) {

	boolean isProvedBy(@Nullable String csrfToken) {
		return csrfToken != null && MessageDigest.isEqual(this.csrfToken.getBytes(StandardCharsets.UTF_8),
				csrfToken.getBytes(StandardCharsets.UTF_8));
	}

	SessionView view() {
		return new SessionView(this.email, this.csrfToken, this.role, this.expiresAt);
	}

	@Override
	public String toString() {
		return "Session[expiresAt=" + this.expiresAt + "]";
	}

}
