/**
 * What every measurement writes into its report.
 */
@NullMarked
package io.portfolioplatform.perf.report;

import org.jspecify.annotations.NullMarked;
