/**
 * Microbenchmarks of platform-cache and its peers.
 */
@NullMarked
package io.portfolioplatform.perf.cache;

import org.jspecify.annotations.NullMarked;
