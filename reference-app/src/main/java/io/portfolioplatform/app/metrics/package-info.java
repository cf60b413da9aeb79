/**
 * Figures of a portfolio that take too long to compute while somebody waits: a job
 * computes them after every change, and they are there when they are asked for.
 */
@NullMarked
package io.portfolioplatform.app.metrics;

import org.jspecify.annotations.NullMarked;
