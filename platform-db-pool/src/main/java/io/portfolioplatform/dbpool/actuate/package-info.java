/**
 * The endpoint of the pool.
 */
@NullMarked
package io.portfolioplatform.dbpool.actuate;

import org.jspecify.annotations.NullMarked;
