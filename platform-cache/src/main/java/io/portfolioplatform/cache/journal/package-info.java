/**
 * Evictions that commit with what they follow from.
 */
@NullMarked
package io.portfolioplatform.cache.journal;

import org.jspecify.annotations.NullMarked;
