package io.portfolioplatform.ratelimit.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.portfolioplatform.ratelimit.engine.Charge;
import io.portfolioplatform.ratelimit.engine.Decision;
import io.portfolioplatform.ratelimit.engine.DecisionListener;

/**
 * Counts decisions as {@code platform.ratelimit.decisions}, tagged by policy, outcome and
 * the configured path template or method: a key is never a tag.
 */
public final class RateLimitMeters implements DecisionListener {

	private final Map<Tags, Counter> counters = new ConcurrentHashMap<>();

	private final MeterRegistry registry;

	/**
	 * Create the listener.
	 * @param registry where the counters live
	 */
	public RateLimitMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void decided(Charge charge, Decision decision) {
		Tags tags = new Tags(charge.policy().name(), outcome(decision), charge.place());
		Counter counter = this.counters.get(tags);
		((counter != null) ? counter : this.counters.computeIfAbsent(tags, this::create)).increment();
	}

	private Counter create(Tags tags) {
		return Counter.builder("platform.ratelimit.decisions")
			.description("Calls that a rate limit has decided")
			.tags("policy", tags.policy(), "outcome", tags.outcome(), "path", tags.path())
			.register(this.registry);
	}

	private static String outcome(Decision decision) {
		if (decision.admitted()) {
			return "admitted";
		}
		return decision.blocks() ? "refused" : "shadow";
	}

	/**
	 * Tags of a counter.
	 *
	 * @param policy the policy
	 * @param outcome {@code admitted}, {@code refused} or {@code shadow}
	 * @param path the path template or the method
	 */
	private record Tags(String policy, String outcome, String path) {

	}

}
