/**
 * What a process may take of the fleet's database connections.
 */
@NullMarked
package io.portfolioplatform.dbpool;

import org.jspecify.annotations.NullMarked;
