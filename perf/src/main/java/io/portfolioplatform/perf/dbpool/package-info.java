/**
 * What the pool's gate, proxy and prologue cost, beside plain HikariCP.
 */
@NullMarked
package io.portfolioplatform.perf.dbpool;

import org.jspecify.annotations.NullMarked;
