package io.portfolioplatform.ratelimit.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A named limit, perhaps with other limits for the users of some plans.
 *
 * @param name the name users refer to: letters, digits, {@code -} and {@code _}
 * @param limits the limits of a key without a plan
 * @param plans the limits of the keys of each plan
 * @param mode how processes share the limits
 * @param onRedisLoss what to do while Redis does not answer
 * @param shadow whether to decide and count, but never to refuse
 * @param maxLease the most tokens one process reserves for one key, 0 to leave it to the
 * limiter
 */
public record Policy(String name, Limits limits, Map<String, Limits> plans, Mode mode, OnRedisLoss onRedisLoss,
		boolean shadow, long maxLease) {

	/**
	 * Create an exact policy without plans.
	 * @param name the name
	 * @param bandwidths the buckets of each key
	 */
	public Policy(String name, List<BandwidthLimit> bandwidths) {
		this(name, new Limits(name, bandwidths), Map.of(), Mode.EXACT, OnRedisLoss.LOCAL, false, 0);
	}

	/**
	 * Return the limits of a plan.
	 * @param plan name of a plan, or {@code null}
	 * @return its limits, or those without a plan if the policy does not know it
	 */
	public Limits limits(@Nullable String plan) {
		return (plan != null) ? this.plans.getOrDefault(plan, this.limits) : this.limits;
	}

	/**
	 * Return the limits without a plan and those of all plans.
	 * @return all limits
	 */
	public Stream<Limits> allLimits() {
		return Stream.concat(Stream.of(this.limits), this.plans.values().stream());
	}

	/**
	 * Whether limits are those without a plan or of one of the plans.
	 * @param limits the limits
	 * @return whether keys are counted under them
	 */
	public boolean has(Limits limits) {
		return allLimits().anyMatch(limits::equals);
	}

	/**
	 * Return the time after which an untouched key is full again and can be forgotten.
	 * @return the longest period
	 */
	public Duration timeToFull() {
		return allLimits().map(Limits::timeToFull).max(Duration::compareTo).orElse(Duration.ZERO);
	}

	/**
	 * Return the most tokens that one call can ever take on any plan.
	 * @return the smallest capacity
	 */
	public long largestCost() {
		return allLimits().mapToLong(Limits::capacity).min().orElse(0);
	}

}
