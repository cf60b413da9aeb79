package io.portfolioplatform.ratelimit.fleet;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.portfolioplatform.ratelimit.key.KeyDigest;
import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Policy;

/**
 * The keys that this process has seen lately, at most so many of each policy. What falls
 * out Redis still knows.
 */
final class KeyStates {

	/** A key that is full again may still owe Redis something. */
	private static final Duration SHORTEST = Duration.ofSeconds(10);

	private final Map<String, Cache<String, KeyState>> policies = new ConcurrentHashMap<>();

	private final Names names;

	private final long maxKeys;

	private final LongSupplier nanos;

	KeyStates(Names names, long maxKeys, LongSupplier nanos) {
		this.names = names;
		this.maxKeys = maxKeys;
		this.nanos = nanos;
	}

	KeyState get(Policy policy, Limits limits, String key) {
		return keys(policy).get(KeyDigest.remembered(key),
				(ignored) -> new KeyState(this.names.bucket(policy.name(), key), limits));
	}

	/**
	 * Return the keys of which Redis may know less than this process does.
	 * @return the keys
	 */
	Stream<KeyState> remembered() {
		return this.policies.values()
			.stream()
			.flatMap((keys) -> keys.asMap().values().stream())
			.filter((state) -> !state.known().isNothing() || state.debt.get() != 0);
	}

	/**
	 * Return the keys of which this process holds a lease.
	 * @return the keys
	 */
	Stream<KeyState> leased() {
		return this.policies.values()
			.stream()
			.flatMap((keys) -> keys.asMap().values().stream())
			.filter((state) -> state.lease() != null);
	}

	private Cache<String, KeyState> keys(Policy policy) {
		Cache<String, KeyState> keys = this.policies.get(policy.name());
		return (keys != null) ? keys : this.policies.computeIfAbsent(policy.name(), (name) -> create(policy));
	}

	private Cache<String, KeyState> create(Policy policy) {
		return Caffeine.newBuilder()
			.maximumSize(this.maxKeys)
			.expireAfterAccess(memory(policy))
			.ticker(this.nanos::getAsLong)
			// On the caller's thread: to wake another costs more than the work.
			.executor(Runnable::run)
			.build();
	}

	private static Duration memory(Policy policy) {
		Duration timeToFull = policy.timeToFull();
		return (timeToFull.compareTo(SHORTEST) > 0) ? timeToFull : SHORTEST;
	}

	void changed(Policy policy) {
		keys(policy).policy().expireAfterAccess().ifPresent((expiry) -> expiry.setExpiresAfter(memory(policy)));
	}

}
