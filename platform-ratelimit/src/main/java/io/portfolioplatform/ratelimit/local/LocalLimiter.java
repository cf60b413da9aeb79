package io.portfolioplatform.ratelimit.local;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.TimeMeter;
import io.portfolioplatform.ratelimit.engine.Decision;
import io.portfolioplatform.ratelimit.engine.Limiter;
import io.portfolioplatform.ratelimit.engine.Remainder;
import io.portfolioplatform.ratelimit.key.KeyDigest;
import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Policy;

/**
 * Counts in this process. Memory is bounded: beyond the greatest number of keys the least
 * used ones are forgotten. Nothing expires by time, which every decision would pay for: a
 * key that is full again is worth nothing, but no more than its place.
 */
public final class LocalLimiter implements Limiter {

	private final Map<String, Cache<String, KeyBucket>> policies = new ConcurrentHashMap<>();

	private final long maxKeys;

	private final TimeMeter clock;

	/**
	 * Create the limiter.
	 * @param maxKeys the greatest number of keys remembered for one policy
	 * @param clock the source of time
	 */
	public LocalLimiter(long maxKeys, TimeMeter clock) {
		this.maxKeys = maxKeys;
		this.clock = clock;
	}

	@Override
	public Decision decide(Policy policy, Limits limits, String key, long cost) {
		KeyBucket bucket = bucket(policy, limits, key);
		boolean admitted = bucket.under(limits).tryConsume(cost);
		return new Decision(policy, limits, admitted, admitted ? bucket : new Refused(bucket, cost));
	}

	@Override
	public void refund(Policy policy, Limits limits, String key, long cost) {
		bucket(policy, limits, key).under(limits).addTokens(cost);
	}

	@Override
	public Remainder look(Policy policy, Limits limits, String key) {
		KeyBucket bucket = keys(policy).getIfPresent(KeyDigest.remembered(key));
		if (bucket == null) {
			return Remainder.of(limits.capacity(), 0);
		}
		// Other limits than those it is counted under would change what it has.
		if (!policy.has(bucket.limits())) {
			bucket.under(limits);
		}
		return bucket;
	}

	@Override
	public void reset(Policy policy, Limits limits, String key) {
		keys(policy).invalidate(KeyDigest.remembered(key));
	}

	private KeyBucket bucket(Policy policy, Limits limits, String key) {
		Cache<String, KeyBucket> keys = keys(policy);
		String remembered = KeyDigest.remembered(key);
		KeyBucket bucket = keys.getIfPresent(remembered);
		return (bucket != null) ? bucket : keys.get(remembered, (ignored) -> new KeyBucket(limits, this.clock));
	}

	private Cache<String, KeyBucket> keys(Policy policy) {
		Cache<String, KeyBucket> keys = this.policies.get(policy.name());
		return (keys != null) ? keys : this.policies.computeIfAbsent(policy.name(), (name) -> create());
	}

	private Cache<String, KeyBucket> create() {
		return Caffeine.newBuilder()
			.maximumSize(this.maxKeys)
			// On the caller's thread: to wake another costs more than the work.
			.executor(Runnable::run)
			.build();
	}

}
