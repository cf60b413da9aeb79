package io.portfolioplatform.ratelimit.observe;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import io.portfolioplatform.ratelimit.engine.Charge;
import io.portfolioplatform.ratelimit.engine.Decision;
import io.portfolioplatform.ratelimit.engine.DecisionListener;
import io.portfolioplatform.ratelimit.key.KeyDigest;

/**
 * The keys that are refused most often, in bounded memory: the Space-Saving algorithm
 * (Metwally, Agrawal, El Abbadi, 2005). A key that takes the place of the least refused
 * one takes over its count, so that a count is at most that much too high and a frequent
 * key is never missed.
 */
public final class Offenders implements DecisionListener {

	private static final int REMEMBERED = 256;

	private final Map<Key, AtomicLong> counts = new ConcurrentHashMap<>();

	private final ReentrantLock replacing = new ReentrantLock();

	@Override
	public void decided(Charge charge, Decision decision) {
		if (!decision.admitted()) {
			count(new Key(charge.policy().name(), charge.key()));
		}
	}

	private void count(Key key) {
		AtomicLong count = this.counts.get(key);
		if (count != null) {
			count.incrementAndGet();
			return;
		}
		this.replacing.lock();
		try {
			long inherited = (this.counts.size() < REMEMBERED) ? 0 : removeLeast();
			this.counts.computeIfAbsent(key, (added) -> new AtomicLong(inherited)).incrementAndGet();
		}
		finally {
			this.replacing.unlock();
		}
	}

	private long removeLeast() {
		var least = this.counts.entrySet()
			.stream()
			.min(Comparator.comparingLong((entry) -> entry.getValue().get()))
			.orElseThrow();
		this.counts.remove(least.getKey());
		return least.getValue().get();
	}

	/**
	 * Return the keys that were refused most often.
	 * @param most how many of them
	 * @return the most refused first
	 */
	public List<Offender> top(int most) {
		return this.counts.entrySet()
			.stream()
			.map((entry) -> new Offender(entry.getKey().policy(), KeyDigest.of(entry.getKey().key()),
					entry.getValue().get()))
			.sorted(Comparator.comparingLong(Offender::refused).reversed())
			.limit(most)
			.toList();
	}

	/**
	 * A key that was refused.
	 *
	 * @param policy the policy that refused it
	 * @param key the digest of the key
	 * @param refused how often, at most
	 */
	public record Offender(String policy, String key, long refused) {

	}

	/**
	 * A key of a policy.
	 *
	 * @param policy the policy's name
	 * @param key the key
	 */
	private record Key(String policy, String key) {

	}

}
