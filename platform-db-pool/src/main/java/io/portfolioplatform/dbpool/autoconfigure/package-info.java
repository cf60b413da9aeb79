/**
 * Auto-configuration of the pool.
 */
@NullMarked
package io.portfolioplatform.dbpool.autoconfigure;

import org.jspecify.annotations.NullMarked;
