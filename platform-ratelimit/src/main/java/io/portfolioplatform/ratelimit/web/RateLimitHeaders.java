package io.portfolioplatform.ratelimit.web;

import io.portfolioplatform.ratelimit.engine.Decision;
import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Policy;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The response fields of draft-ietf-httpapi-ratelimit-headers-10: what a policy allows
 * and what is left of it. Several policies are several lines of the same list.
 */
final class RateLimitHeaders {

	private static final String POLICY = "RateLimit-Policy";

	private static final String LIMIT = "RateLimit";

	private RateLimitHeaders() {
	}

	static void add(HttpServletResponse response, Decision decision) {
		Policy policy = decision.policy();
		for (BandwidthLimit bandwidth : policy.bandwidths()) {
			response.addHeader(POLICY, "\"" + policy.name() + "\";q=" + bandwidth.capacity() + ";w="
					+ Math.max(1, bandwidth.period().toSeconds()));
		}
		response.addHeader(LIMIT,
				"\"" + policy.name() + "\";r=" + decision.remaining() + ";t=" + decision.secondsUntilMore());
	}

}
