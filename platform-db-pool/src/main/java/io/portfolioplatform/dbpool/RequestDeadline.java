package io.portfolioplatform.dbpool;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Says until when someone waits for the calling thread. Where the application has a bean
 * of this type, no statement of a transaction runs longer than the time that was left at
 * its first.
 */
@FunctionalInterface
public interface RequestDeadline {

	/**
	 * Return the deadline of what the calling thread does.
	 * @return a time, or {@code null} if there is no deadline
	 */
	@Nullable Instant current();

}
