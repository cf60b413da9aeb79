package io.portfolioplatform.ratelimit.web;

import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/**
 * An answer as problem details of RFC 9457. Policy names are checked at startup, so they
 * need no escaping.
 *
 * @param status the HTTP status
 * @param json the problem
 * @param retryAfter seconds after which to try again, 0 if that would not help
 */
record Problem(int status, String json, long retryAfter) {

	private static final String CONTENT_TYPE = "application/problem+json";

	private static final String TYPES = "https://iana.org/assignments/http-problem-types#";

	static Problem refused(String policy, long retryAfter) {
		return new Problem(429,
				"{\"type\":\"" + TYPES + "quota-exceeded\",\"title\":\"Too many requests\",\"status\":429,"
						+ "\"detail\":\"Try again in " + retryAfter + " seconds.\",\"violated-policies\":[\"" + policy
						+ "\"]}",
				retryAfter);
	}

	static Problem unavailable(long retryAfter) {
		return new Problem(503,
				"{\"type\":\"" + TYPES + "temporary-reduced-capacity\",\"title\":\"Temporarily unavailable\","
						+ "\"status\":503,\"detail\":\"Try again in " + retryAfter + " seconds.\"}",
				retryAfter);
	}

	static Problem unauthenticated() {
		return new Problem(401, "{\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"Sign in to use this.\"}", 0);
	}

	void headers(BiConsumer<String, String> headers) {
		headers.accept("Cache-Control", "no-store");
		headers.accept("Content-Type", CONTENT_TYPE);
		if (this.status == 401) {
			// A 401 has to name a scheme. This one has no browser ask for a password.
			headers.accept("WWW-Authenticate", "Bearer");
		}
		if (this.retryAfter > 0) {
			headers.accept("Retry-After", Long.toString(this.retryAfter));
		}
	}

	byte[] body() {
		return this.json.getBytes(StandardCharsets.UTF_8);
	}

}
