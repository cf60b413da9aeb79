package io.portfolioplatform.ratelimit.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;
import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Policy;
import io.portfolioplatform.ratelimit.policy.Refill;

/**
 * Decides calls by token buckets in this process. Memory is bounded: a key that has not
 * been seen for its policy's longest period is full again and forgotten, and beyond the
 * greatest number of keys the least used ones are.
 */
public final class RateLimitEngine {

	private final Map<String, Cache<String, Bucket>> buckets = new ConcurrentHashMap<>();

	private final long maxKeys;

	private final TimeMeter clock;

	private final List<DecisionListener> listeners;

	/**
	 * Create the engine.
	 * @param maxKeys the greatest number of keys remembered for one policy
	 * @param clock the source of time
	 * @param listeners told of every decision
	 */
	public RateLimitEngine(long maxKeys, TimeMeter clock, List<DecisionListener> listeners) {
		this.maxKeys = maxKeys;
		this.clock = clock;
		this.listeners = List.copyOf(listeners);
	}

	/**
	 * Charge one call.
	 * @param charge the policy, the key and the cost
	 * @return whether the call may pass
	 */
	public Decision decide(Charge charge) {
		Bucket bucket = bucket(charge);
		ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(charge.cost());
		long nanos = probe.isConsumed()
				? bucket.estimateAbilityToConsume(probe.getRemainingTokens() + 1).getNanosToWaitForRefill()
				: probe.getNanosToWaitForRefill();
		Policy policy = charge.policy();
		this.listeners.forEach((listener) -> listener.decided(policy, probe.isConsumed()));
		return new Decision(policy, probe.isConsumed(), probe.getRemainingTokens(),
				Duration.ofNanos((nanos != Long.MAX_VALUE) ? nanos : 0));
	}

	/**
	 * Charge one call with several policies, with all of them or with none.
	 * @param charges the charges
	 * @return the decisions up to and including the first refusal
	 */
	public List<Decision> decideAll(List<Charge> charges) {
		List<Decision> decisions = new ArrayList<>(charges.size());
		for (Charge charge : charges) {
			Decision decision = decide(charge);
			decisions.add(decision);
			if (!decision.admitted()) {
				charges.subList(0, decisions.size() - 1).forEach(this::refund);
				break;
			}
		}
		return decisions;
	}

	/**
	 * Give back what a call was charged with, because it did not take place.
	 * @param charge an admitted charge
	 */
	public void refund(Charge charge) {
		bucket(charge).addTokens(charge.cost());
	}

	private Bucket bucket(Charge charge) {
		return this.buckets.computeIfAbsent(charge.policy().name(), (name) -> keys(charge.policy()))
			.get(charge.key(), (key) -> bucket(charge.policy()));
	}

	private Cache<String, Bucket> keys(Policy policy) {
		return Caffeine.newBuilder()
			.maximumSize(this.maxKeys)
			.expireAfterAccess(policy.timeToFull())
			.ticker(this.clock::currentTimeNanos)
			.build();
	}

	private Bucket bucket(Policy policy) {
		LocalBucketBuilder builder = Bucket.builder().withCustomTimePrecision(this.clock);
		for (BandwidthLimit limit : policy.bandwidths()) {
			builder.addLimit((bandwidth) -> {
				var capacity = bandwidth.capacity(limit.capacity());
				return (limit.refill() == Refill.GREEDY) ? capacity.refillGreedy(limit.capacity(), limit.period())
						: capacity.refillIntervally(limit.capacity(), limit.period());
			});
		}
		return builder.build();
	}

}
