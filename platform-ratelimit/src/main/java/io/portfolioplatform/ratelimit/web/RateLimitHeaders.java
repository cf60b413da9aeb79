package io.portfolioplatform.ratelimit.web;

import java.util.function.BiConsumer;

import io.portfolioplatform.ratelimit.engine.Decision;
import io.portfolioplatform.ratelimit.engine.Remainder;
import io.portfolioplatform.ratelimit.policy.BandwidthLimit;

/**
 * The response fields of draft-ietf-httpapi-ratelimit-headers-10: what a policy allows
 * and what is left of it. Several policies are several lines of the same list. A policy
 * in shadow tells nothing.
 */
final class RateLimitHeaders {

	private static final String POLICY = "RateLimit-Policy";

	private static final String LIMIT = "RateLimit";

	private RateLimitHeaders() {
	}

	static void add(Decision decision, BiConsumer<String, String> headers) {
		if (decision.policy().shadow()) {
			return;
		}
		String name = decision.policy().name();
		for (BandwidthLimit bandwidth : decision.limits().bandwidths()) {
			headers.accept(POLICY,
					"\"" + name + "\";q=" + bandwidth.capacity() + ";w=" + Math.max(1, bandwidth.period().toSeconds()));
		}
		Remainder.Known left = decision.remainder().known();
		headers.accept(LIMIT, "\"" + name + "\";r=" + left.tokens() + ";t=" + left.secondsUntilMore());
	}

}
