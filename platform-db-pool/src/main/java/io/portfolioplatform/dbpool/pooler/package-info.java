/**
 * What stands between a process and PostgreSQL, and what the driver needs for it.
 */
@NullMarked
package io.portfolioplatform.dbpool.pooler;

import org.jspecify.annotations.NullMarked;
