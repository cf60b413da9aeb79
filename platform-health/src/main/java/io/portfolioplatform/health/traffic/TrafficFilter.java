package io.portfolioplatform.health.traffic;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Counts requests and, while the process drains, answers them with
 * {@code Connection: close} so that no client sends its next one into a closed socket.
 */
public final class TrafficFilter implements Filter {

	private final Traffic traffic;

	/**
	 * Create the filter.
	 * @param traffic what is counted
	 */
	public TrafficFilter(Traffic traffic) {
		this.traffic = traffic;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		// HTTP/2 has no such header; its server says goodbye itself.
		if (this.traffic.draining() && request.getProtocol().startsWith("HTTP/1")) {
			((HttpServletResponse) response).setHeader("Connection", "close");
		}
		this.traffic.begin();
		try {
			chain.doFilter(request, response);
		}
		finally {
			this.traffic.end();
		}
	}

}
