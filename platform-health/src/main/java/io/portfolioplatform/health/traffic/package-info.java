/**
 * Counting the requests in progress, knowing whose they are, and ending keep-alive
 * connections in time.
 */
@NullMarked
package io.portfolioplatform.health.traffic;

import org.jspecify.annotations.NullMarked;
