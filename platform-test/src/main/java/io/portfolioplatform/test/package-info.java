/**
 * Embedded PostgreSQL and Redis, a TCP fault proxy and several nodes of one application,
 * for tests and demos.
 */
@NullMarked
package io.portfolioplatform.test;

import org.jspecify.annotations.NullMarked;
