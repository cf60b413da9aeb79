package io.portfolioplatform.cache.near;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long values are remembered.
 *
 * @param ttl how long a value is good
 * @param refreshAfter the age from which on one caller loads a value that is still good
 * anew, zero for never
 * @param staleOnError how long after the {@code ttl} a value still stands in for a load
 * that fails, zero for not at all
 * @param jitter by what part of it the {@code ttl} is shortened at most, at random, so
 * that values of one moment do not expire in one moment; 0 to 1
 */
public record Terms(Duration ttl, Duration refreshAfter, Duration staleOnError, double jitter) {

	/**
	 * Terms with nothing but a time to live.
	 * @param ttl how long a value is good
	 * @return the terms
	 */
	public static Terms of(Duration ttl) {
		return new Terms(ttl, Duration.ZERO, Duration.ZERO, 0);
	}

	/**
	 * How long the next value is good.
	 * @return the {@code ttl}, shortened at random
	 */
	public Duration jittered() {
		return Duration.ofNanos(ttlNanos(this.ttl));
	}

	long ttlNanos(Duration limit) {
		long ttl = nanos((limit.compareTo(this.ttl) < 0) ? limit : this.ttl);
		return (this.jitter > 0) ? ttl - (long) (ttl * this.jitter * ThreadLocalRandom.current().nextDouble()) : ttl;
	}

	long refreshAfterNanos() {
		return nanos(this.refreshAfter);
	}

	/**
	 * After what time a value that was loaded elsewhere is due to be loaded anew. Its age
	 * is what it has lost of the shortest {@code ttl} that it may have had. One that is
	 * due already is not asked for at once: whoever it comes from is at it, or could not.
	 * @param limit how much longer the value is good
	 * @return nanoseconds, zero for never
	 */
	long refreshInNanos(Duration limit) {
		long refreshAfter = refreshAfterNanos();
		long ttl = nanos(this.ttl);
		long age = Math.max(0, ttl - (long) (ttl * this.jitter) - nanos(limit));
		return (age < refreshAfter) ? refreshAfter - age : refreshAfter;
	}

	long staleOnErrorNanos() {
		return nanos(this.staleOnError);
	}

	private static long nanos(Duration duration) {
		// Half the range, so that two of them can be added.
		return (duration.toSeconds() < Long.MAX_VALUE / 2_000_000_000L) ? duration.toNanos() : Long.MAX_VALUE / 2;
	}

}
