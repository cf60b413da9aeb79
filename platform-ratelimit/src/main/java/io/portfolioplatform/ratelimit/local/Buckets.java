package io.portfolioplatform.ratelimit.local;

import java.util.List;
import java.util.function.Consumer;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConfigurationBuilder;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;
import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Refill;

/**
 * Limits in the words of Bucket4j.
 */
final class Buckets {

	private Buckets() {
	}

	static Bucket bucket(Limits limits, TimeMeter clock) {
		LocalBucketBuilder builder = Bucket.builder().withCustomTimePrecision(clock);
		bandwidths(limits, builder::addLimit);
		return builder.build();
	}

	static BucketConfiguration configuration(Limits limits) {
		ConfigurationBuilder builder = BucketConfiguration.builder();
		bandwidths(limits, builder::addLimit);
		return builder.build();
	}

	private static void bandwidths(Limits limits, Consumer<Bandwidth> add) {
		List<BandwidthLimit> bandwidths = limits.bandwidths();
		for (int index = 0; index < bandwidths.size(); index++) {
			BandwidthLimit limit = bandwidths.get(index);
			var capacity = Bandwidth.builder().capacity(limit.capacity());
			var refill = (limit.refill() == Refill.GREEDY) ? capacity.refillGreedy(limit.capacity(), limit.period())
					: capacity.refillIntervally(limit.capacity(), limit.period());
			// The id tells which bandwidth a changed one inherits from.
			add.accept(refill.id(Integer.toString(index)).build());
		}
	}

}
