package io.portfolioplatform.ratelimit.policy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Token buckets, all of which must have a token for a call to pass: what a policy allows
 * a key. Whatever is asked for with every decision is known from the start.
 */
public final class Limits {

	private final String policy;

	private final List<BandwidthLimit> bandwidths;

	private final List<String> quotas;

	private final long capacity;

	private final Duration shortestPeriod;

	private final Duration timeToFull;

	/**
	 * Create the limits.
	 * @param policy the name of the policy
	 * @param bandwidths the buckets of each key, at least one
	 */
	public Limits(String policy, List<BandwidthLimit> bandwidths) {
		this.policy = policy;
		this.bandwidths = List.copyOf(bandwidths);
		this.quotas = bandwidths.stream().map(this::quota).toList();
		this.capacity = bandwidths.stream().mapToLong(BandwidthLimit::capacity).min().orElse(0);
		List<Duration> periods = bandwidths.stream().map(BandwidthLimit::period).toList();
		this.shortestPeriod = periods.isEmpty() ? Duration.ZERO : Collections.min(periods);
		this.timeToFull = periods.isEmpty() ? Duration.ZERO : Collections.max(periods);
	}

	private String quota(BandwidthLimit bandwidth) {
		return "\"" + this.policy + "\";q=" + bandwidth.capacity() + ";w="
				+ Math.max(1, bandwidth.period().toSeconds());
	}

	/**
	 * Return the buckets of each key.
	 * @return the buckets
	 */
	public List<BandwidthLimit> bandwidths() {
		return this.bandwidths;
	}

	/**
	 * Return what the response field {@code RateLimit-Policy} says of each bucket
	 * (draft-ietf-httpapi-ratelimit-headers-10): the policy, the quota, and the window in
	 * seconds.
	 * @return one item for each bucket
	 */
	public List<String> quotas() {
		return this.quotas;
	}

	/**
	 * Return the time after which an untouched key is full again and can be forgotten.
	 * @return the longest period
	 */
	public Duration timeToFull() {
		return this.timeToFull;
	}

	/**
	 * Return the shortest period.
	 * @return the period
	 */
	public Duration shortestPeriod() {
		return this.shortestPeriod;
	}

	/**
	 * Return the most tokens that one call can ever take.
	 * @return the smallest capacity
	 */
	public long capacity() {
		return this.capacity;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Limits limits && this.policy.equals(limits.policy)
				&& this.bandwidths.equals(limits.bandwidths);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.policy, this.bandwidths);
	}

	@Override
	public String toString() {
		return this.quotas.toString();
	}

}
