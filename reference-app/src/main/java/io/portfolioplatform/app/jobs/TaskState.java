package io.portfolioplatform.app.jobs;

import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

/**
 * All jobs of a task, for operators.
 *
 * @param task name of the task
 * @param waiting jobs that are not running
 * @param running jobs that are
 * @param failing jobs that failed last
 * @param next when the first is due
 * @param lastSuccess when one succeeded last, as far as it is still known
 * @param lastFailure when one failed last
 * @param message why
 * @param done how far those are that run, in activities of files
 * @param total how far they have to go, or {@code null} if none of them tells
 */
public record TaskState(String task, long waiting, long running, long failing, @Nullable OffsetDateTime next,
		@Nullable OffsetDateTime lastSuccess, @Nullable OffsetDateTime lastFailure, @Nullable String message,
		@Nullable Long done, @Nullable Long total) {
}
