package io.portfolioplatform.app.dashboard;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers requests with what is no answer of the application, while a test says so.
 */
@TestComponent
class Garbled extends OncePerRequestFilter {

	private volatile @Nullable String part;

	private volatile Kind kind = Kind.BROKEN_OFF;

	/**
	 * Garbles the answers to requests whose method and address contain something.
	 * @param kind how
	 * @param part what they contain
	 */
	void begin(Kind kind, String part) {
		this.kind = kind;
		this.part = part;
	}

	void end() {
		this.part = null;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!Busy.contains(request, this.part)) {
			chain.doFilter(request, response);
			return;
		}
		request.getInputStream().readAllBytes();
		if (this.kind == Kind.PORTAL) {
			response.setContentType("text/html");
			response.getWriter().write("<h1>Sign in to this network</h1>");
			return;
		}
		response.setContentType("application/json");
		response.setContentLength(1000);
		response.getWriter().write("{");
		response.flushBuffer();
		throw new ServletException("The answer breaks off here");
	}

	enum Kind {

		/** The connection breaks off before the answer is complete. */
		BROKEN_OFF,

		/** Somebody between the browser and the application wants a sign-in first. */
		PORTAL

	}

}
