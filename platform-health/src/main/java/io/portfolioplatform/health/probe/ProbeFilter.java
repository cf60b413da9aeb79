package io.portfolioplatform.health.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

import io.portfolioplatform.health.Probe;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Answers the probes before any other filter sees them: no session, no authentication, no
 * rate limit and no request metric, because an orchestrator asks every few seconds.
 */
public final class ProbeFilter implements Filter {

	private final Function<Probe, ProbeAnswer> answers;

	/**
	 * Create the filter.
	 * @param answers the answer to each probe
	 */
	public ProbeFilter(Function<Probe, ProbeAnswer> answers) {
		this.answers = answers;
	}

	/**
	 * Return the paths to map this filter to.
	 * @return one path for each probe
	 */
	public static String[] paths() {
		return Arrays.stream(Probe.values()).map(Probe::path).toArray(String[]::new);
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest httpRequest = (HttpServletRequest) request;
		Probe probe = Probe.of(httpRequest.getRequestURI().substring(httpRequest.getContextPath().length()));
		if (probe == null) {
			chain.doFilter(request, response);
			return;
		}
		answer(httpRequest, (HttpServletResponse) response, this.answers.apply(probe));
	}

	private static void answer(HttpServletRequest request, HttpServletResponse response, ProbeAnswer answer)
			throws IOException {
		response.setHeader("Cache-Control", "no-store");
		String method = request.getMethod();
		if (!method.equals("GET") && !method.equals("HEAD")) {
			response.setHeader("Allow", "GET, HEAD");
			response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
			return;
		}
		byte[] body = answer.json().getBytes(StandardCharsets.UTF_8);
		response.setStatus(answer.httpStatus());
		response.setContentType("application/json");
		response.setContentLength(body.length);
		if (method.equals("GET")) {
			response.getOutputStream().write(body);
		}
	}

}
