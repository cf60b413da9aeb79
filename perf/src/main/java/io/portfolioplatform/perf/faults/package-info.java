/**
 * Breaks parts of the running system, one after the other and under load, and says what
 * people noticed.
 */
@NullMarked
package io.portfolioplatform.perf.faults;

import org.jspecify.annotations.NullMarked;
