package io.portfolioplatform.app.dashboard;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers requests of the API and for the session with 503 while a test says that it is
 * busy.
 */
@TestComponent
class Busy extends OncePerRequestFilter {

	private volatile boolean busy;

	private volatile boolean afterTheNextChange;

	void begin() {
		this.busy = true;
	}

	/**
	 * Lets the next change pass, and is busy for whatever comes after it.
	 */
	void beginAfterTheNextChange() {
		this.afterTheNextChange = true;
	}

	void end() {
		this.busy = false;
		this.afterTheNextChange = false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String path = request.getRequestURI();
		if (this.busy && (path.startsWith("/api/") || path.equals("/session"))) {
			response.setHeader("Retry-After", "2");
			response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
			return;
		}
		if (this.afterTheNextChange && path.startsWith("/api/") && !request.getMethod().equals("GET")) {
			begin();
		}
		chain.doFilter(request, response);
	}

}
