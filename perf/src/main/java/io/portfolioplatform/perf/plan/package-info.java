/**
 * Plans pods, connections and cost for a number of users from measured service times.
 */
@NullMarked
package io.portfolioplatform.perf.plan;

import org.jspecify.annotations.NullMarked;
