package io.portfolioplatform.app.session;

import java.io.IOException;

import io.portfolioplatform.app.security.UserAuthorities;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Signs a request of the API in by its cookie, unless it carries a token. Its token is
 * verified like any other. A write has to send the session's CSRF token too, which makes
 * this more than a {@code BearerTokenResolver}: the resource server exempts requests with
 * a bearer token from CSRF protection, wherever the token was found. A page sends it with
 * what it reads as well: one that was made for somebody who has signed out since gets
 * nothing of whoever the browser's cookie is of now.
 */
class SessionFilter extends OncePerRequestFilter {

	static final String CSRF_HEADER = "X-CSRF-Token";

	/**
	 * What needs a user. Whoever asks for it in another spelling is nobody, and refused.
	 */
	private static final String API = "/api/";

	private final SessionCookie cookie;

	private final JwtDecoder tokens;

	private final HandlerExceptionResolver problems;

	SessionFilter(SessionCookie cookie, JwtDecoder tokens, HandlerExceptionResolver problems) {
		this.cookie = cookie;
		this.tokens = tokens;
		this.problems = problems;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		// Someone who signs in needs no proof of being signed in before.
		return request.getHeader(HttpHeaders.AUTHORIZATION) != null
				|| ("POST".equals(request.getMethod()) && SessionController.PATH.equals(request.getServletPath()));
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Session session = this.cookie.read(request);
		if (session != null) {
			try {
				prove(request, session);
				// Pages and the sign-out have to work while no token can be verified.
				if (request.getRequestURI().startsWith(request.getContextPath() + API)) {
					authenticate(session);
				}
			}
			catch (SignInException | AuthenticationServiceException ex) {
				this.problems.resolveException(request, response, null, ex);
				return;
			}
		}
		chain.doFilter(request, response);
	}

	private static void prove(HttpServletRequest request, Session session) {
		String proof = request.getHeader(CSRF_HEADER);
		if (session.isProvedBy(proof)) {
			return;
		}
		if (proof != null) {
			throw SignInException.replaced();
		}
		if (CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request)) {
			throw SignInException.unproved();
		}
	}

	private void authenticate(Session session) {
		try {
			SecurityContext context = SecurityContextHolder.createEmptyContext();
			Jwt token = this.tokens.decode(session.accessToken());
			context.setAuthentication(new JwtAuthenticationToken(token, UserAuthorities.of(token)));
			SecurityContextHolder.setContext(context);
		}
		catch (BadJwtException ex) {
			// Expired, in most cases: the request goes on as nobody's, and the page
			// refreshes.
			SecurityContextHolder.clearContext();
		}
		catch (JwtException ex) {
			throw new AuthenticationServiceException("The session's token cannot be verified", ex);
		}
	}

}
