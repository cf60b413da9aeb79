package io.portfolioplatform.app.metrics;

import java.time.OffsetDateTime;

import io.portfolioplatform.app.performance.LifetimeFigures;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a portfolio over its whole life, as a job computed them last.
 *
 * @param current whether they are of what is recorded now; otherwise a job is about to
 * compute them
 * @param computedAt when they were computed, or {@code null} if they never were
 * @param figures the figures, or {@code null} if they were never computed
 */
record PortfolioMetrics(boolean current, @Nullable OffsetDateTime computedAt, @Nullable LifetimeFigures figures) {

}
