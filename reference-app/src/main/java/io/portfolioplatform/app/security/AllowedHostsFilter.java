package io.portfolioplatform.app.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Answers 400 to requests for a host that is not allowed.
 */
class AllowedHostsFilter extends OncePerRequestFilter {

	private final AllowedHosts hosts;

	private final HandlerExceptionResolver problems;

	AllowedHostsFilter(AllowedHosts hosts, HandlerExceptionResolver problems) {
		this.hosts = hosts;
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (this.hosts.allows(request.getServerName())) {
			chain.doFilter(request, response);
			return;
		}
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				"This application is not known under the host name of the request: ALLOWED_HOSTS does not name it.");
		problem.setTitle("Unknown host");
		this.problems.resolveException(request, response, null,
				new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null));
	}

}
