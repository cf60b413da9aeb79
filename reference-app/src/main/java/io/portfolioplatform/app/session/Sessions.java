package io.portfolioplatform.app.session;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

import io.portfolioplatform.app.security.UserAuthorities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Begins, renews and ends sessions. A token that the API would refuse begins none.
 */
class Sessions {

	private static final Logger log = LoggerFactory.getLogger(Sessions.class);

	private static final int CSRF_BYTES = 16;

	private final SecureRandom random = new SecureRandom();

	private final SupabaseAuth supabase;

	private final JwtDecoder tokens;

	Sessions(SupabaseAuth supabase, JwtDecoder tokens) {
		this.supabase = supabase;
		this.tokens = tokens;
	}

	Session begin(String email, String password) {
		byte[] csrfToken = new byte[CSRF_BYTES];
		this.random.nextBytes(csrfToken);
		return session(this.supabase.signIn(email, password), HexFormat.of().formatHex(csrfToken));
	}

	Session renew(Session session) {
		return session(this.supabase.refresh(session.refreshToken()), session.csrfToken());
	}

	/**
	 * Ends a session at Supabase, as far as Supabase answers: whoever signs out is signed
	 * out here in any case.
	 */
	void end(Session session) {
		try {
			// Supabase takes no token that has ended: asking would only keep the person
			// waiting.
			boolean ended = session.expiresAt().isAfter(Instant.now()) && this.supabase.signOut(session.accessToken());
			if (ended || this.supabase.signOut(this.supabase.refresh(session.refreshToken()).accessToken())) {
				return;
			}
		}
		catch (SignInException ex) {
			if (ex.getStatusCode() == HttpStatus.UNAUTHORIZED) {
				// What cannot be renewed is over at Supabase already.
				return;
			}
		}
		log.warn("Supabase did not end a session; its refresh token stays valid");
	}

	private Session session(Grant grant, String csrfToken) {
		Jwt token = verified(grant);
		Instant expiry = (token.getExpiresAt() != null) ? token.getExpiresAt() : Instant.EPOCH;
		String role = UserAuthorities.of(token).isEmpty() ? null : "operator";
		return new Session(grant.accessToken(), grant.refreshToken(), grant.email(), csrfToken, role, expiry);
	}

	private Jwt verified(Grant grant) {
		try {
			return this.tokens.decode(grant.accessToken());
		}
		catch (JwtException ex) {
			log.error("Supabase issues tokens that are refused here: check SUPABASE_URL and SUPABASE_JWT_SECRET. {}",
					ex.getMessage());
			throw SignInException.unavailable();
		}
	}

}
