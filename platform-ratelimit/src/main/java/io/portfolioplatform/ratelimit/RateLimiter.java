package io.portfolioplatform.ratelimit;

import java.time.Duration;
import java.time.Instant;

/**
 * A quota for calls that this application makes to someone else, shared by all of its
 * processes. What was taken within a window counts until it leaves the window: there is
 * no refill that would allow a burst at its edge.
 *
 * @see RateLimiters
 */
public interface RateLimiter {

	/**
	 * Return the name below {@code platform.ratelimit.quotas}.
	 * @return the quota's name
	 */
	String name();

	/**
	 * Take one call if the quota allows it now. Never waits for the quota.
	 * @return whether the call may be made
	 */
	boolean tryAcquire();

	/**
	 * Take one call, waiting for it if need be. Callers of one process are served in the
	 * order in which they came. If it is known that nothing will be free by the deadline,
	 * this fails at once.
	 * @param deadline the latest time to return
	 * @throws OutgoingQuotaExceededException if there is nothing free by the deadline
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	void acquire(Instant deadline) throws InterruptedException;

	/**
	 * Return how long nothing will be free, as far as is known.
	 * @return zero if a call may be made now
	 */
	Duration untilAvailable();

	/**
	 * Return how many calls may be made now, one after the other.
	 * @return the number of calls, at least zero
	 */
	int available();

}
