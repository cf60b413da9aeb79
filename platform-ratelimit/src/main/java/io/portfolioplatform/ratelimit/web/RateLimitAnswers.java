package io.portfolioplatform.ratelimit.web;

import java.io.IOException;

import io.portfolioplatform.ratelimit.engine.Decision;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Problems as answers of the servlet API.
 */
final class RateLimitAnswers {

	private RateLimitAnswers() {
	}

	static void refuse(HttpServletResponse response, Decision decision) throws IOException {
		RateLimitHeaders.add(decision, response::addHeader);
		write(response, Problem.refused(decision.policy().name(), Math.max(1, decision.secondsUntilMore())));
	}

	static void unauthenticated(HttpServletResponse response) throws IOException {
		write(response, Problem.unauthenticated());
	}

	static void write(HttpServletResponse response, Problem problem) throws IOException {
		byte[] body = problem.body();
		response.setStatus(problem.status());
		response.setHeader("Cache-Control", "no-store");
		if (problem.retryAfter() > 0) {
			response.setHeader("Retry-After", Long.toString(problem.retryAfter()));
		}
		response.setContentType(Problem.CONTENT_TYPE);
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

}
