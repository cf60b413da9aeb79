package io.portfolioplatform.ratelimit.local;

import java.util.concurrent.locks.ReentrantLock;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.portfolioplatform.ratelimit.engine.Remainder;
import io.portfolioplatform.ratelimit.policy.Limits;

/**
 * The bucket of one key, which keeps what is used in proportion when its limits change.
 */
final class KeyBucket implements Remainder {

	private final ReentrantLock lock = new ReentrantLock();

	private final Bucket bucket;

	private volatile Limits limits;

	KeyBucket(Limits limits, TimeMeter clock) {
		this.bucket = ShareOfLimits.bucket(limits, 1, 1, (index) -> Long.MAX_VALUE, clock);
		this.limits = limits;
	}

	// The limits of a policy are the same object until they change.
	@SuppressWarnings("ReferenceEquality")
	Bucket under(Limits limits) {
		if (this.limits != limits) {
			change(limits);
		}
		return this.bucket;
	}

	Limits limits() {
		return this.limits;
	}

	private void change(Limits limits) {
		this.lock.lock();
		try {
			if (!this.limits.equals(limits)) {
				this.bucket.replaceConfiguration(ShareOfLimits.configuration(limits, 1, 1, (index) -> Long.MAX_VALUE),
						TokensInheritanceStrategy.PROPORTIONALLY);
			}
			this.limits = limits;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public long tokens() {
		return Math.max(0, this.bucket.getAvailableTokens());
	}

	@Override
	public long nanosUntilMore() {
		return nanosUntil(tokens() + 1);
	}

	@Override
	public Known known() {
		long tokens = tokens();
		return new Known(tokens, nanosUntil(tokens + 1));
	}

	/**
	 * Return how long until there are so many tokens.
	 * @param tokens the number of tokens
	 * @return nanoseconds, zero if there are, or if there never will be
	 */
	long nanosUntil(long tokens) {
		long nanos = this.bucket.estimateAbilityToConsume(tokens).getNanosToWaitForRefill();
		return (nanos != Long.MAX_VALUE) ? nanos : 0;
	}

}
