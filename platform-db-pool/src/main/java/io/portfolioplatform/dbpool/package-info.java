/**
 * HikariCP sized from a budget that the whole fleet shares.
 */
@NullMarked
package io.portfolioplatform.dbpool;

import org.jspecify.annotations.NullMarked;
