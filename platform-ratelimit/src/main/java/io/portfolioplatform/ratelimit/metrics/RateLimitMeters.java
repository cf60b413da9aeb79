package io.portfolioplatform.ratelimit.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.portfolioplatform.ratelimit.engine.DecisionListener;
import io.portfolioplatform.ratelimit.policy.Policy;

/**
 * Counts decisions as {@code platform.ratelimit.decisions}, tagged by policy and outcome
 * only: a key is never a tag.
 */
public final class RateLimitMeters implements DecisionListener {

	private final Counter.Builder builder = Counter.builder("platform.ratelimit.decisions")
		.description("Calls that a rate limit has decided");

	private final MeterRegistry registry;

	/**
	 * Create the listener.
	 * @param registry where the counters live
	 */
	public RateLimitMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void decided(Policy policy, boolean admitted) {
		this.builder.withRegistry(this.registry)
			.withTags("policy", policy.name(), "outcome", admitted ? "admitted" : "refused")
			.increment();
	}

}
