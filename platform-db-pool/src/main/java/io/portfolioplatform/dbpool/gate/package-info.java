/**
 * The queue in front of the pool.
 */
@NullMarked
package io.portfolioplatform.dbpool.gate;

import org.jspecify.annotations.NullMarked;
