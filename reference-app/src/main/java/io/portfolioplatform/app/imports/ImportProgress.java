package io.portfolioplatform.app.imports;

import java.time.OffsetDateTime;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;

/**
 * Import that runs in the background.
 *
 * @param id identifier
 * @param file name of the file
 * @param state WAITING, RUNNING, DONE or REFUSED
 * @param done activities stored so far, none of which counts before the end
 * @param total activities in the file, or {@code null} as long as it was not read
 * @param answer the report of an import that is done, or the problem of a refused one
 * @param failures how often it failed in a row, for another reason than the file; it is
 * tried again
 * @param createdAt when the file came
 * @param finishedAt when the import ended
 */
record ImportProgress(UUID id, String file, String state, int done, @Nullable Integer total,
		@JsonRawValue @Nullable String answer, int failures, OffsetDateTime createdAt,
		@Nullable OffsetDateTime finishedAt) {
}
