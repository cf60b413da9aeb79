package io.portfolioplatform.cache.coherence;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The invalidations of a fleet in the one order that all processes see. Every method
 * answers or fails within a bounded time.
 */
public interface InvalidationLog {

	/**
	 * Append an invalidation.
	 * @param invalidation what to forget
	 * @return completes when it is in the log
	 */
	CompletionStage<?> append(Invalidation invalidation);

	/**
	 * Return the position after the newest entry.
	 * @return the position
	 */
	String end();

	/**
	 * Read what other processes have appended.
	 * @param position where to start
	 * @return the entries after it
	 */
	Entries readAfter(String position);

	/**
	 * Part of the log.
	 *
	 * @param position where to go on
	 * @param invalidations what other processes have appended, oldest first
	 * @param complete whether nothing is missing between the position that was asked for
	 * and the first entry
	 */
	record Entries(String position, List<Invalidation> invalidations, boolean complete) {

	}

}
