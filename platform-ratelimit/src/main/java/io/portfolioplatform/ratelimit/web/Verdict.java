package io.portfolioplatform.ratelimit.web;

import java.util.List;

import io.portfolioplatform.ratelimit.engine.Charge;
import io.portfolioplatform.ratelimit.engine.Decision;
import org.jspecify.annotations.Nullable;

/**
 * What the limits of a stage say of a request.
 *
 * @param charges what it was charged with
 * @param decisions the decisions up to and including the first that blocks; none if the
 * request has no key
 */
record Verdict(List<Charge> charges, List<Decision> decisions) {

	static final Verdict UNKNOWN = new Verdict(List.of(), List.of());

	boolean isUnknown() {
		return this.decisions.isEmpty();
	}

	@Nullable Decision refusal() {
		Decision last = !this.decisions.isEmpty() ? this.decisions.get(this.decisions.size() - 1) : null;
		return (last != null && last.blocks()) ? last : null;
	}

}
