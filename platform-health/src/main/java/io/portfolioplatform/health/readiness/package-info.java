/**
 * Readiness beyond the application's own state: a process that makes no progress.
 */
@NullMarked
package io.portfolioplatform.health.readiness;

import org.jspecify.annotations.NullMarked;
