/**
 * HikariCP behind the gate.
 */
@NullMarked
package io.portfolioplatform.dbpool.pool;

import org.jspecify.annotations.NullMarked;
