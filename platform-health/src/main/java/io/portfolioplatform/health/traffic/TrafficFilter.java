package io.portfolioplatform.health.traffic;

import java.io.IOException;
import java.util.function.Predicate;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Counts requests and, while the process drains, answers them with
 * {@code Connection: close} so that no client sends its next one into a closed socket. An
 * answer of 503 shows no progress: it is at hand while everything else is stuck.
 */
public final class TrafficFilter implements Filter {

	private final Traffic traffic;

	private final ServletPath servletPath;

	private final Predicate<String> exempt;

	/**
	 * Create the filter.
	 * @param traffic what is counted
	 * @param servletPath where Spring MVC is
	 * @param exempt paths, as Spring MVC sees them, that do not count
	 */
	public TrafficFilter(Traffic traffic, ServletPath servletPath, Predicate<String> exempt) {
		this.traffic = traffic;
		this.servletPath = servletPath;
		this.exempt = exempt;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest httpRequest = (HttpServletRequest) request;
		HttpServletResponse httpResponse = (HttpServletResponse) response;
		// HTTP/2 has no such header; its server says goodbye itself.
		if (this.traffic.draining() && request.getProtocol().startsWith("HTTP/1")) {
			httpResponse.setHeader("Connection", "close");
		}
		if (this.exempt.test(this.servletPath.within(httpRequest))) {
			chain.doFilter(request, response);
			return;
		}
		this.traffic.begin();
		try {
			chain.doFilter(request, response);
		}
		finally {
			Runnable end = () -> this.traffic
				.end(httpResponse.getStatus() == HttpServletResponse.SC_SERVICE_UNAVAILABLE);
			if (RequestEnd.isOpenStream(request, response)) {
				// Nobody waits for its end, so it is no sign that the process is stuck.
				end.run();
			}
			else {
				RequestEnd.of(request, end);
			}
		}
	}

}
