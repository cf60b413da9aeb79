package io.portfolioplatform.ratelimit.policy;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Token buckets, all of which must have a token for a call to pass.
 *
 * @param bandwidths the buckets of each key, at least one
 */
public record Limits(List<BandwidthLimit> bandwidths) {

	/**
	 * Return the time after which an untouched key is full again and can be forgotten.
	 * @return the longest period
	 */
	public Duration timeToFull() {
		return this.bandwidths.stream()
			.map(BandwidthLimit::period)
			.max(Comparator.naturalOrder())
			.orElse(Duration.ZERO);
	}

	/**
	 * Return the shortest period.
	 * @return the period
	 */
	public Duration shortestPeriod() {
		return this.bandwidths.stream()
			.map(BandwidthLimit::period)
			.min(Comparator.naturalOrder())
			.orElse(Duration.ZERO);
	}

	/**
	 * Return the most tokens that one call can ever take.
	 * @return the smallest capacity
	 */
	public long capacity() {
		return this.bandwidths.stream().mapToLong(BandwidthLimit::capacity).min().orElse(0);
	}

}
