package io.portfolioplatform.ratelimit.fleet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * When calls were admitted: each within the time that its decision took.
 */
final class Admissions {

	private final List<Admission> admissions = new ArrayList<>();

	/**
	 * Add a call.
	 * @param before when it asked, in nanoseconds
	 * @param after when it was admitted
	 */
	synchronized void add(long before, long after) {
		this.admissions.add(new Admission(before, after));
	}

	synchronized int count() {
		return this.admissions.size();
	}

	/**
	 * Return by how many calls the worst of all windows exceeds its bound. A window
	 * counts the calls that were certainly admitted within it. One token of rounding is
	 * allowed.
	 * @param capacity the capacity
	 * @param periodNanos the time in which so many tokens come back evenly
	 * @return the excess, at most zero if there is none
	 */
	synchronized double worstExcess(long capacity, long periodNanos) {
		this.admissions.sort(Comparator.comparingLong(Admission::before).reversed());
		List<Long> ends = new ArrayList<>();
		double worst = Double.NEGATIVE_INFINITY;
		for (Admission first : this.admissions) {
			int place = Collections.binarySearch(ends, first.after());
			ends.add((place >= 0) ? place : -place - 1, first.after());
			for (int last = 0; last < ends.size(); last++) {
				double refilled = (double) (ends.get(last) - first.before()) / periodNanos * capacity;
				worst = Math.max(worst, last + 1 - capacity - refilled - 1);
			}
		}
		return worst;
	}

	/**
	 * A call.
	 *
	 * @param before when it asked
	 * @param after when it was admitted
	 */
	private record Admission(long before, long after) {

	}

}
