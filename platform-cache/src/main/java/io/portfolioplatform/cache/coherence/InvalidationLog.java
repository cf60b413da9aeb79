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
	 * @return completes with the id of its entry when it is in the log
	 */
	CompletionStage<String> append(Invalidation invalidation);

	/**
	 * Append an invalidation of one result, and claim the right to say what comes in its
	 * place.
	 * @param invalidation the result to forget
	 * @param replacement what is going to come
	 * @return completes with the entry when it is in the log
	 */
	CompletionStage<Replaced> replace(Invalidation invalidation, Replacement replacement);

	/**
	 * Append an invalidation that another process has not appended, so that this one
	 * follows it too.
	 * @param invalidation what to forget
	 * @return completes with the id of its entry when it is in the log
	 */
	CompletionStage<String> appendForAnother(Invalidation invalidation);

	/**
	 * Return the position of the newest entry. If the log is not where it was before, and
	 * may lack entries, what processes share is made invalid first.
	 * @return the position
	 */
	Position end();

	/**
	 * Read what other processes have appended.
	 * @param position where to start
	 * @return the entries after it
	 */
	Entries readAfter(Position position);

	/**
	 * An entry whose result has a place for another.
	 *
	 * @param id its id
	 * @param stamp the versions of all that the other depends on
	 */
	record Replaced(String id, String stamp) {

	}

	/**
	 * An entry that has been seen.
	 *
	 * @param id its id
	 * @param server the server that has it
	 */
	record Position(String id, String server) {

	}

	/**
	 * Part of the log.
	 *
	 * @param position where to go on
	 * @param invalidations what other processes have appended, oldest first
	 * @param complete whether nothing is missing between the position that was asked for
	 * and the first entry
	 */
	record Entries(Position position, List<Invalidation> invalidations, boolean complete) {

	}

}
