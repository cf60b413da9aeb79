package io.portfolioplatform.app.audit;

import java.time.OffsetDateTime;

import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;

/**
 * One write.
 *
 * @param at when
 * @param action what was done
 * @param subject to what
 * @param detail what it was, or is now
 */
record AuditEntry(OffsetDateTime at, String action, String subject, @JsonRawValue @Nullable String detail) {
}
