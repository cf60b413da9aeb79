/**
 * What stands between HikariCP and the driver: rules for sessions that are shared, and
 * the first words of every transaction.
 */
@NullMarked
package io.portfolioplatform.dbpool.jdbc;

import org.jspecify.annotations.NullMarked;
