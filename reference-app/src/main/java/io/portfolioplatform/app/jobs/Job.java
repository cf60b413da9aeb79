package io.portfolioplatform.app.jobs;

import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

/**
 * Job that waits or runs.
 *
 * @param task name of the task
 * @param state WAITING, RUNNING or FAILED; a failed one is tried again
 * @param next when it is due
 * @param failures how often it failed in a row
 * @param done how many activities of a file are stored so far, none of which counts
 * before the end
 * @param total activities in the file, or {@code null} if it is about none or was not
 * read yet
 */
record Job(String task, String state, @Nullable OffsetDateTime next, int failures, @Nullable Integer done,
		@Nullable Integer total) {
}
