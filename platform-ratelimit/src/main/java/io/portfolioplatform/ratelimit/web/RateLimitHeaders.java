package io.portfolioplatform.ratelimit.web;

import java.util.List;
import java.util.function.BiConsumer;

import io.portfolioplatform.ratelimit.engine.Decision;
import io.portfolioplatform.ratelimit.engine.Remainder;

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

	static void add(List<Decision> decisions, BiConsumer<String, String> headers) {
		// By index: an iterator would be allocated with every answer.
		for (int index = 0; index < decisions.size(); index++) {
			add(decisions.get(index), headers);
		}
	}

	static void add(Decision decision, BiConsumer<String, String> headers) {
		if (decision.policy().shadow()) {
			return;
		}
		for (String quota : decision.limits().quotas()) {
			headers.accept(POLICY, quota);
		}
		Remainder.Known left = decision.remainder().known();
		headers.accept(LIMIT,
				"\"" + decision.policy().name() + "\";r=" + left.tokens() + ";t=" + left.secondsUntilMore());
	}

}
