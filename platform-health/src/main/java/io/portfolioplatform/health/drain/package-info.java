/**
 * Leaving the load balancer before the server stops.
 */
@NullMarked
package io.portfolioplatform.health.drain;

import org.jspecify.annotations.NullMarked;
