/**
 * Database URLs and what they reveal.
 */
@NullMarked
package io.portfolioplatform.dbpool.url;

import org.jspecify.annotations.NullMarked;
