/**
 * Counting the requests in progress and ending keep-alive connections in time.
 */
@NullMarked
package io.portfolioplatform.health.traffic;

import org.jspecify.annotations.NullMarked;
