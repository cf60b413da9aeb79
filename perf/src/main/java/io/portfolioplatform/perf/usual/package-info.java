/**
 * What teams add to an application instead of the starters. It runs inside of the
 * reference application's process, put on its class path by the load test.
 */
@NullMarked
package io.portfolioplatform.perf.usual;

import org.jspecify.annotations.NullMarked;
