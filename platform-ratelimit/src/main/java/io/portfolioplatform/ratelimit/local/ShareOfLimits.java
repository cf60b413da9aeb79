package io.portfolioplatform.ratelimit.local;

import java.util.List;
import java.util.function.IntToLongFunction;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BandwidthBuilder.BandwidthBuilderBuildStage;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConfigurationBuilder;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;
import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Refill;

/**
 * The part of limits that one process enforces by itself, all of them if it is the only
 * one, in the words of Bucket4j.
 */
public final class ShareOfLimits {

	private ShareOfLimits() {
	}

	/**
	 * Create a bucket whose refill is divided by the number of processes. Its capacity is
	 * too, but at least what a call costs: otherwise none would ever be admitted.
	 * @param limits the limits of all processes together
	 * @param processes the number of processes
	 * @param cost what a call costs
	 * @param left how many tokens all processes together have left of the bandwidth at an
	 * index
	 * @param clock the source of time
	 * @return the bucket
	 */
	public static Bucket bucket(Limits limits, int processes, long cost, IntToLongFunction left, TimeMeter clock) {
		LocalBucketBuilder builder = Bucket.builder().withCustomTimePrecision(clock);
		for (Bandwidth bandwidth : configuration(limits, processes, cost, left).getBandwidths()) {
			builder.addLimit(bandwidth);
		}
		return builder.build();
	}

	/**
	 * Create what such a bucket is changed to, so that each of its bandwidths keeps what
	 * is used in proportion.
	 * @param limits the limits of all processes together
	 * @param processes the number of processes
	 * @param cost what a call costs
	 * @param left how many tokens all processes together have left of the bandwidth at an
	 * index, if the bucket does not have it yet
	 * @return the configuration
	 */
	public static BucketConfiguration configuration(Limits limits, int processes, long cost, IntToLongFunction left) {
		ConfigurationBuilder builder = BucketConfiguration.builder();
		List<BandwidthLimit> bandwidths = limits.bandwidths();
		for (int index = 0; index < bandwidths.size(); index++) {
			BandwidthLimit limit = bandwidths.get(index);
			long capacity = Math.max(Math.min(cost, limit.capacity()), limit.capacity() / processes);
			long tokens = left.applyAsLong(index);
			long initial = (tokens >= limit.capacity()) ? capacity : Math.min(capacity, tokens / processes);
			// The id tells which bandwidth a changed one inherits from.
			builder.addLimit(
					refill(limit, capacity, processes).initialTokens(initial).id(Integer.toString(index)).build());
		}
		return builder.build();
	}

	private static BandwidthBuilderBuildStage refill(BandwidthLimit limit, long capacity, int processes) {
		var bandwidth = Bandwidth.builder().capacity(capacity);
		if (limit.refill() == Refill.GREEDY) {
			return bandwidth.refillGreedy(limit.capacity(), limit.period().multipliedBy(processes));
		}
		// A share that is more than its part of the limit comes back in more periods.
		long periods = 1 + (capacity * processes - 1) / limit.capacity();
		return bandwidth.refillIntervally(capacity, limit.period().multipliedBy(periods));
	}

}
