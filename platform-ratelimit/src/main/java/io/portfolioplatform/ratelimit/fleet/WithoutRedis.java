package io.portfolioplatform.ratelimit.fleet;

import java.util.concurrent.TimeUnit;
import java.util.function.IntToLongFunction;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.portfolioplatform.ratelimit.engine.Decision;
import io.portfolioplatform.ratelimit.engine.Remainder;
import io.portfolioplatform.ratelimit.local.ShareOfLimits;
import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Policy;
import io.portfolioplatform.ratelimit.policy.Refill;

/**
 * Decides while Redis does not answer, by each policy's own rule. What is admitted Redis
 * is told of when it is back.
 */
final class WithoutRedis {

	private static final long TRY_AGAIN = TimeUnit.SECONDS.toNanos(1);

	private final RedisLink link;

	private final TimeMeter clock;

	WithoutRedis(RedisLink link, TimeMeter clock) {
		this.link = link;
		this.clock = clock;
	}

	Decision decide(Policy policy, Limits limits, KeyState state, long cost) {
		return switch (policy.onRedisLoss()) {
			case OPEN -> {
				state.debt.addAndGet(cost);
				yield new Decision(policy, limits, true, Remainder.of(limits.capacity(), 0));
			}
			case CLOSED -> new Decision(policy, limits, false, Remainder.of(0, TRY_AGAIN));
			case LOCAL -> local(policy, limits, state, cost);
		};
	}

	private Decision local(Policy policy, Limits limits, KeyState state, long cost) {
		Bucket bucket = share(limits, state, cost).bucket();
		boolean admitted = bucket.tryConsume(cost);
		if (admitted) {
			state.debt.addAndGet(cost);
		}
		long tokens = bucket.getAvailableTokens();
		return new Decision(policy, limits, admitted, remainder(bucket, tokens, admitted ? tokens + 1 : cost));
	}

	/**
	 * Return what a call would find, and take nothing: a share that would begin is not
	 * kept, because a call that costs more begins with another.
	 */
	Remainder look(Policy policy, Limits limits, KeyState state) {
		return switch (policy.onRedisLoss()) {
			case OPEN -> Remainder.of(limits.capacity(), 0);
			case CLOSED -> Remainder.of(0, TRY_AGAIN);
			case LOCAL -> {
				Share share = state.share();
				Bucket bucket = (share != null && share.outage() == this.link.phase())
						? share(limits, state, share.cost()).bucket() : begin(limits, state, 1);
				long tokens = bucket.getAvailableTokens();
				yield remainder(bucket, tokens, tokens + 1);
			}
		};
	}

	private static Remainder remainder(Bucket bucket, long tokens, long wanted) {
		long nanos = bucket.estimateAbilityToConsume(wanted).getNanosToWaitForRefill();
		return Remainder.of(tokens, (nanos != Long.MAX_VALUE) ? nanos : 0);
	}

	/**
	 * Give back what was taken of the share, if it was taken in this outage.
	 */
	void refund(KeyState state, long cost) {
		Share share = state.share();
		if (share != null && share.outage() == this.link.phase()) {
			share.bucket().addTokens(cost);
		}
	}

	private Share share(Limits limits, KeyState state, long cost) {
		long outage = this.link.phase();
		Share share = state.share();
		if (share != null && share.serves(outage, limits, cost)) {
			return share;
		}
		return state.share(outage, limits, cost, () -> bucket(outage, limits, state, cost));
	}

	/**
	 * Change the bucket of an earlier share of the same outage, if there is one: what was
	 * taken stays taken, of each bandwidth in proportion.
	 */
	private Bucket bucket(long outage, Limits limits, KeyState state, long cost) {
		Share share = state.share();
		if (share == null || share.outage() != outage) {
			return begin(limits, state, cost);
		}
		share.bucket()
			.replaceConfiguration(
					ShareOfLimits.configuration(limits, this.link.pods(), cost, left(limits, state.known())),
					TokensInheritanceStrategy.PROPORTIONALLY);
		return share.bucket();
	}

	private Bucket begin(Limits limits, KeyState state, long cost) {
		return ShareOfLimits.bucket(limits, this.link.pods(), cost, left(limits, state.known()), this.clock);
	}

	private IntToLongFunction left(Limits limits, Known known) {
		return (index) -> left(limits, index, known);
	}

	/**
	 * Reckon what is left from what Redis said last: a key that was empty does not become
	 * full because Redis is lost.
	 */
	private long left(Limits limits, int index, Known known) {
		BandwidthLimit limit = limits.bandwidths().get(index);
		if (known.isNothing()) {
			return limit.capacity();
		}
		double periods = (double) (this.clock.currentTimeNanos() - known.time()) / limit.period().toNanos();
		double refilled = ((limit.refill() == Refill.GREEDY) ? periods : Math.floor(periods)) * limit.capacity();
		return (long) Math.max(0, Math.min((double) limit.capacity(), known.left(limits, index) + refilled));
	}

}
