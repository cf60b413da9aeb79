/**
 * Runs microbenchmarks side by side and writes their tables.
 */
@NullMarked
package io.portfolioplatform.perf.micro;

import org.jspecify.annotations.NullMarked;
