/**
 * What the statements of this process cost, and which are repeated.
 */
@NullMarked
package io.portfolioplatform.dbpool.statement;

import org.jspecify.annotations.NullMarked;
