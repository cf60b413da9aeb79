/**
 * What a decision of the rate limits costs, beside its peers.
 */
@NullMarked
package io.portfolioplatform.perf.ratelimit;

import org.jspecify.annotations.NullMarked;
