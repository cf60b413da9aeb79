/**
 * How processes of a fleet lease connections from a registry in PostgreSQL.
 */
@NullMarked
package io.portfolioplatform.dbpool.lease;

import org.jspecify.annotations.NullMarked;
