package io.portfolioplatform.app.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/**
 * Takes the token from the {@code Authorization} header, as RFC 6750 says, without
 * looking at its characters: what is no token is refused where it is read, and the
 * pattern of Spring Security's resolver costs more than everything else that is done with
 * a token which has been verified before.
 */
class TokenOfRequest implements BearerTokenResolver {

	private static final String SCHEME = "Bearer ";

	@Override
	public @Nullable String resolve(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			return null;
		}
		String token = header.substring(SCHEME.length()).strip();
		if (token.isEmpty()) {
			throw new OAuth2AuthenticationException(BearerTokenErrors.invalidToken("There is no token after Bearer"));
		}
		return token;
	}

}
