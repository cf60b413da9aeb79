package io.portfolioplatform.app.operator;

import java.time.Instant;
import java.util.List;

import io.portfolioplatform.app.jobs.TaskState;
import io.portfolioplatform.health.scorecard.Report;
import org.jspecify.annotations.Nullable;

/**
 * How this process does. Counts are of the time since its start; a page that asks again
 * and again draws their growth, and compares none of different processes.
 *
 * @param at when
 * @param process which process answers: a random name, another one after each start
 * @param scorecard the objectives and whether they are met, or {@code null} without one
 * @param requests requests answered
 * @param pool connections to the database
 * @param caches the caches by name
 * @param limits the rate limits by policy
 * @param tasks the background work of the whole fleet
 */
record OperatorStatus(Instant at, String process, @Nullable Report scorecard, long requests, PoolState pool,
		List<CacheState> caches, List<LimitState> limits, List<TaskState> tasks) {

	/**
	 * Connections.
	 *
	 * @param limit most connections of the fleet
	 * @param share most connections of this process
	 * @param used connections in use
	 * @param waiting threads that wait for one
	 * @param shed threads refused
	 */
	record PoolState(int limit, int share, long used, long waiting, long shed) {
	}

	/**
	 * Cache.
	 *
	 * @param name its name
	 * @param hits answers from memory
	 * @param misses answers that were not there
	 */
	record CacheState(String name, long hits, long misses) {
	}

	/**
	 * Rate limit.
	 *
	 * @param policy its name
	 * @param admitted calls let through
	 * @param refused calls refused
	 */
	record LimitState(String policy, long admitted, long refused) {
	}

}
