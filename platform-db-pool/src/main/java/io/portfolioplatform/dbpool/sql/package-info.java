/**
 * What a statement is and does, as far as its text says it.
 */
@NullMarked
package io.portfolioplatform.dbpool.sql;

import org.jspecify.annotations.NullMarked;
