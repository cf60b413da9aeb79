package io.portfolioplatform.ratelimit.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.portfolioplatform.ratelimit.engine.Decision;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Refusals as problem details of RFC 9457. Policy names are checked at startup, so they
 * need no escaping.
 */
final class RateLimitAnswers {

	private RateLimitAnswers() {
	}

	static void refuse(HttpServletResponse response, Decision decision) throws IOException {
		RateLimitHeaders.add(response, decision);
		refuse(response, decision.policy().name(), Math.max(1, decision.secondsUntilMore()));
	}

	static void refuse(HttpServletResponse response, String policy, long retryAfter) throws IOException {
		response.setHeader("Retry-After", Long.toString(retryAfter));
		write(response, 429,
				"{\"type\":\"https://iana.org/assignments/http-problem-types#quota-exceeded\","
						+ "\"title\":\"Too many requests\",\"status\":429,\"detail\":\"Try again in " + retryAfter
						+ " seconds.\",\"violated-policies\":[\"" + policy + "\"]}");
	}

	static void unavailable(HttpServletResponse response, long retryAfter) throws IOException {
		response.setHeader("Retry-After", Long.toString(retryAfter));
		write(response, 503,
				"{\"type\":\"https://iana.org/assignments/http-problem-types#temporary-reduced-capacity\","
						+ "\"title\":\"Temporarily unavailable\",\"status\":503,\"detail\":\"Try again in " + retryAfter
						+ " seconds.\"}");
	}

	static void unauthenticated(HttpServletResponse response) throws IOException {
		write(response, 401, "{\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"Sign in to use this.\"}");
	}

	private static void write(HttpServletResponse response, int status, String problem) throws IOException {
		byte[] body = problem.getBytes(StandardCharsets.UTF_8);
		response.setStatus(status);
		response.setHeader("Cache-Control", "no-store");
		response.setContentType("application/problem+json");
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

}
