package io.portfolioplatform.ratelimit.quota;

import java.util.Arrays;

/**
 * The times at which calls were taken, in microseconds, oldest first. A call taken at
 * {@code t} counts in a window of the period {@code p} while the time is before
 * {@code t + p}.
 */
final class SlidingLog {

	private final long[] times;

	/**
	 * Create a log.
	 * @param times the times
	 */
	SlidingLog(long... times) {
		this.times = times.clone();
	}

	long[] times() {
		return this.times.clone();
	}

	/**
	 * Look whether there is room for a call.
	 * @param quota the quota
	 * @param now the time
	 * @return the time until there is room, and for how many calls there is room now
	 */
	Taking look(Quota quota, long now) {
		long wait = 0;
		int available = Integer.MAX_VALUE;
		for (Quota.Window window : quota.windows()) {
			int used = used(now - window.micros());
			available = Math.min(available, Math.max(0, window.limit() - used));
			if (used >= window.limit()) {
				long blocking = this.times[this.times.length - window.limit()];
				wait = Math.max(wait, blocking + window.micros() - now);
			}
		}
		return new Taking(wait, available);
	}

	/**
	 * Add a call and forget what no window counts any more.
	 * @param quota the quota
	 * @param now the time, which is not before the newest call's unless a clock went back
	 * @return the new log
	 */
	SlidingLog with(Quota quota, long now) {
		int kept = Math.min(this.times.length, quota.longestLog() - 1);
		long[] longer = Arrays.copyOfRange(this.times, this.times.length - kept, this.times.length + 1);
		longer[kept] = (kept > 0) ? Math.max(now, longer[kept - 1]) : now;
		return new SlidingLog(longer);
	}

	private int used(long after) {
		int used = 0;
		while (used < this.times.length && this.times[this.times.length - 1 - used] > after) {
			used++;
		}
		return used;
	}

}
