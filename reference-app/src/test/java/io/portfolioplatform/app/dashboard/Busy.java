package io.portfolioplatform.app.dashboard;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers requests of the API and for the session with 503 while a test says that it is
 * busy, with all or with some, for a file a few times, or with 401.
 */
@TestComponent
class Busy extends OncePerRequestFilter {

	private volatile boolean busy;

	private volatile boolean afterTheNextChange;

	private volatile boolean unauthorized;

	private volatile @Nullable String refused;

	private volatile @Nullable String doubted;

	private volatile String refusedFile = "";

	private final AtomicInteger refusals = new AtomicInteger();

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

	/**
	 * Is busy with requests whose method and address contain something.
	 * @param part what they contain
	 */
	void beginWith(String part) {
		this.refused = part;
	}

	/**
	 * Calls the session over for requests whose method and address contain something.
	 * @param part what they contain
	 */
	void doubt(String part) {
		this.doubted = part;
	}

	/**
	 * Refuses a file of the dashboard as often as said.
	 */
	void refuse(String file, int times) {
		this.refusedFile = file;
		this.refusals.set(times);
	}

	void end() {
		this.refused = null;
		this.doubted = null;
		this.refusals.set(0);
		this.busy = false;
		this.afterTheNextChange = false;
		this.unauthorized = false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String path = request.getRequestURI();
		if (contains(request, this.refused) || (this.busy && (path.startsWith("/api/") || path.equals("/session")))) {
			response.setHeader("Retry-After", "2");
			response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
			return;
		}
		if (path.endsWith(this.refusedFile) && this.refusals.getAndUpdate((left) -> Math.max(0, left - 1)) > 0) {
			response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
			return;
		}
		boolean change = path.startsWith("/api/") && !request.getMethod().equals("GET");
		if (contains(request, this.doubted) || (this.unauthorized && change)) {
			this.unauthorized = false;
			response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
			return;
		}
		if (this.afterTheNextChange && change) {
			begin();
		}
		chain.doFilter(request, response);
	}

	/**
	 * Returns whether method and address of a request contain something.
	 * @param request the request
	 * @param part what they contain, such as {@code GET /api/portfolios?}, or
	 * {@code null} for nothing that they contain
	 * @return whether they do
	 */
	static boolean contains(HttpServletRequest request, @Nullable String part) {
		return part != null
				&& "%s %s?%s".formatted(request.getMethod(), request.getRequestURI(), request.getQueryString())
					.contains(part);
	}

}
