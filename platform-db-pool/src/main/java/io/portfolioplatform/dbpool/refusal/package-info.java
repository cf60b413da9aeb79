/**
 * Why the database or its pooler turns a connection away.
 */
@NullMarked
package io.portfolioplatform.dbpool.refusal;

import org.jspecify.annotations.NullMarked;
