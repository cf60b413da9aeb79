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
 * busy, or one with 401.
 */
@TestComponent
class Busy extends OncePerRequestFilter {

	private volatile boolean busy;

	private volatile boolean afterTheNextChange;

	private volatile boolean unauthorized;

	void begin() {
		this.busy = true;
	}

	/**
	 * Lets the next change pass, and is busy for whatever comes after it.
	 */
	void beginAfterTheNextChange() {
		this.afterTheNextChange = true;
	}

	/**
	 * Calls the session over once, for the next change.
	 */
	void doubtTheNextChange() {
		this.unauthorized = true;
	}

	void end() {
		this.busy = false;
		this.afterTheNextChange = false;
		this.unauthorized = false;
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
		boolean change = path.startsWith("/api/") && !request.getMethod().equals("GET");
		if (this.unauthorized && change) {
			this.unauthorized = false;
			response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
			return;
		}
		if (this.afterTheNextChange && change) {
			begin();
		}
		chain.doFilter(request, response);
	}

}
