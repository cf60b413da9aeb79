package io.portfolioplatform.cache.redis;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long callers wait for Redis: as long as a timeout, or as computing the result takes
 * if that is longer, but a second at most. A process that is short of CPU gets every
 * answer late; if it gave up sooner it would compute what others have, and be shorter
 * still.
 */
final class Patience {

	private static final long LONGEST = Duration.ofSeconds(1).toNanos();

	/**
	 * What the last computation counts for in a moving average.
	 */
	private static final double WEIGHT = 0.125;

	private final long timeout;

	private final Map<String, Double> typical = new ConcurrentHashMap<>();

	Patience(Duration timeout) {
		this.timeout = timeout.toNanos();
	}

	/**
	 * Begin to wait.
	 * @param cache whose results are asked for
	 * @return until when
	 */
	Deadline begin(String cache) {
		double typical = this.typical.getOrDefault(cache, 0.0);
		return new Deadline(System.nanoTime(), Math.max(this.timeout, Math.round(typical)));
	}

	/**
	 * A result was computed.
	 * @param cache its cache
	 * @param nanos how long it took
	 */
	void computed(String cache, long nanos) {
		this.typical.merge(cache, (double) Math.min(nanos, LONGEST),
				(average, last) -> average + WEIGHT * (last - average));
	}

	/**
	 * The end of one call's patience.
	 *
	 * @param start when it began, by {@link System#nanoTime}
	 * @param nanos how long it lasts
	 */
	record Deadline(long start, long nanos) {

		/**
		 * What is left of it, in nanoseconds; not positive if nothing is.
		 */
		long left() {
			return this.nanos - (System.nanoTime() - this.start);
		}

	}

}
