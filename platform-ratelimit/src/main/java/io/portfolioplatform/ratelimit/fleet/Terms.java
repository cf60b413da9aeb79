package io.portfolioplatform.ratelimit.fleet;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Refill;

/**
 * Limits in the numbers of the script {@code take.lua}.
 *
 * @param limits the limits
 * @param bandwidths the bandwidths as JSON
 * @param halfLease half of the longest life of a lease, in microseconds: a lease lives at
 * least that long and at most one period
 * @param nanosPerToken the time in which one token comes back
 */
record Terms(Limits limits, String bandwidths, long halfLease, long nanosPerToken) {

	/** Room for one refill of the whole capacity, still a whole number in a double. */
	private static final long GREATEST = 1L << 51;

	private static final long LONGEST_HALF_LEASE = TimeUnit.SECONDS.toMicros(1);

	static Terms of(Limits limits) {
		String bandwidths = limits.bandwidths().stream().map(Terms::json).collect(Collectors.joining(",", "[", "]"));
		long halfLease = Math.max(1, Math.min(LONGEST_HALF_LEASE, micros(limits.shortestPeriod()) / 2));
		return new Terms(limits, bandwidths, halfLease, nanosPerToken(limits));
	}

	private static long nanosPerToken(Limits limits) {
		return limits.bandwidths()
			.stream()
			.mapToLong((limit) -> 1000 * micros(limit.period()) / limit.capacity())
			.max()
			.orElse(0);
	}

	private static String json(BandwidthLimit limit) {
		long unit = 1;
		while (limit.capacity() > GREATEST / units(limit.period(), unit)) {
			unit *= 10;
		}
		int kind = (limit.refill() == Refill.GREEDY) ? 0 : 1;
		return "[" + limit.capacity() + "," + units(limit.period(), unit) + "," + unit + "," + kind + "]";
	}

	/**
	 * Round up, so that a period is never too short.
	 */
	private static long units(Duration period, long unit) {
		return (micros(period) + unit - 1) / unit;
	}

	private static long micros(Duration duration) {
		return Math.max(1, duration.toSeconds() * 1_000_000 + duration.toNanosPart() / 1000);
	}

}
