package io.portfolioplatform.app.session;

import java.time.Duration;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * Writes and reads the cookie. Its prefix makes browsers refuse it from anyone but this
 * host over HTTPS (they count {@code localhost} as such).
 */
class SessionCookie {

	static final String NAME = "__Host-session";

	/**
	 * Since the last refresh.
	 */
	private static final Duration KEPT = Duration.ofDays(7);

	/**
	 * What every browser keeps (RFC 6265, section 6.1), less name and attributes.
	 */
	private static final int MAXIMUM_LENGTH = 3900;

	private final SessionCipher cipher;

	private final JsonMapper json = JsonMapper.builder().build();

	SessionCookie(SessionCipher cipher) {
		this.cipher = cipher;
	}

	ResponseCookie holding(Session session) {
		String sealed = this.cipher.seal(this.json.writeValueAsString(session));
		if (sealed.length() > MAXIMUM_LENGTH) {
			throw new IllegalStateException(
					"The session has " + sealed.length() + " characters; browsers would drop a cookie of more than "
							+ MAXIMUM_LENGTH + ". Keep less in the user's app_metadata and user_metadata.");
		}
		return cookie(sealed).maxAge(KEPT).build();
	}

	ResponseCookie removed() {
		return cookie("").maxAge(0).build();
	}

	private static ResponseCookie.ResponseCookieBuilder cookie(String value) {
		return ResponseCookie.from(NAME, value).path("/").httpOnly(true).secure(true).sameSite("Lax");
	}

	@Nullable Session read(HttpServletRequest request) {
		Cookie cookie = WebUtils.getCookie(request, NAME);
		String opened = (cookie != null) ? this.cipher.open(cookie.getValue()) : null;
		try {
			return (opened != null) ? this.json.readValue(opened, Session.class) : null;
		}
		catch (JacksonException ex) {
			// Sealed by a version with another form: to be signed in again.
			return null;
		}
	}

}
