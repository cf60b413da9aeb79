package io.portfolioplatform.dbpool.gate;

import java.util.concurrent.TimeUnit;

/**
 * How many permits were taken in each second since an earlier look, ten seconds ago at
 * least where somebody looks often, such as a scrape of the meters.
 */
final class Throughput {

	private static final long WINDOW = TimeUnit.SECONDS.toNanos(10);

	private static final long SHORTEST = TimeUnit.SECONDS.toNanos(1);

	private Mark earlier;

	private Mark latest;

	Throughput(long now) {
		this.earlier = new Mark(now, 0);
		this.latest = this.earlier;
	}

	/**
	 * Look at the number that were taken.
	 * @return how many in a second, or zero where that is not known yet
	 */
	double perSecond(long now, long taken) {
		Mark since = this.earlier;
		Mark last = this.latest;
		if (now - last.time() >= WINDOW) {
			// Two that look at once lose a mark at most.
			this.earlier = last;
			this.latest = new Mark(now, taken);
			since = last;
		}
		long time = now - since.time();
		return (time < SHORTEST) ? 0 : (taken - since.taken()) * (double) TimeUnit.SECONDS.toNanos(1) / time;
	}

	/**
	 * A look.
	 *
	 * @param time when, in nanoseconds
	 * @param taken how many were taken until then
	 */
	private record Mark(long time, long taken) {

	}

}
