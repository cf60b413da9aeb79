package io.portfolioplatform.app.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Passes refusals of the filter chain to the place that answers a controller's
 * exceptions, so that both look alike.
 */
class RefusalAsProblem implements AuthenticationEntryPoint, AccessDeniedHandler {

	private final BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();

	private final HandlerExceptionResolver problems;

	RefusalAsProblem(HandlerExceptionResolver problems) {
		this.problems = problems;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception) {
		this.challenge.commence(request, response, exception);
		this.problems.resolveException(request, response, null, exception);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception) {
		this.problems.resolveException(request, response, null, exception);
	}

	/**
	 * Returns what makes the token filter answer by itself when keys cannot be fetched.
	 * By default it throws, and the server would answer 500.
	 * @return the post processor
	 */
	ObjectPostProcessor<BearerTokenAuthenticationFilter> ofTokens() {
		return new ObjectPostProcessor<>() {

			@Override
			public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
				filter.setAuthenticationFailureHandler(RefusalAsProblem.this::commence);
				return filter;
			}

		};
	}

}
