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

	private static void write(HttpServletResponse response, Problem problem) throws IOException {
		byte[] body = problem.body();
		response.setStatus(problem.status());
		problem.headers(response::setHeader);
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

}
